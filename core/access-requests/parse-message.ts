import { invalid } from '../errors';

/** In characters, as the table allows. */
const MESSAGE_MAX = 4000;

/** A message about a request as it is kept and mailed. Throws `invalid` for `field` when there is nothing in it. */
export function parseMessage(given: string, field: 'question' | 'message'): string {
  const body = given.normalize('NFC').replaceAll('\0', '').replaceAll('\r\n', '\n').trim();
  if (!body) throw invalid(field, field === 'question' ? 'Say what you need to know.' : 'Write your answer.');
  // PostgreSQL counts characters as they are, JavaScript counts the halves of some.
  if ([...body].length > MESSAGE_MAX) throw invalid(field, `Use at most ${MESSAGE_MAX} characters.`);
  return body.toWellFormed();
}
