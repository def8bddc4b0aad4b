import { invalidFields } from '../errors';
import type { MessageName } from '../ports/messages';
import type { MessageRenderer, Wording } from '../ports/wording';

/** The wording as it is kept. Throws `invalid`, with a sentence beside each part, for one that cannot be used. */
export function checkedWording(renderer: MessageRenderer, message: MessageName, given: Wording): Wording {
  const wording = {
    subject: given.subject.trim(),
    html: given.html.replaceAll('\r\n', '\n').trim(),
    text: given.text.replaceAll('\r\n', '\n').trim(),
  };
  const problems = renderer.check(message, wording);
  if (problems.length === 0) return wording;
  throw invalidFields(Object.fromEntries(problems.map(({ part, message: sentence }) => [part, [sentence]])));
}
