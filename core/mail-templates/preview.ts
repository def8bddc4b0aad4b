import type { Context } from '../context';
import { authorize } from '../policy';
import type { Message } from '../ports/mail';
import type { MessageRenderer, Wording, WordingProblem } from '../ports/wording';
import { readSettings } from '../settings/read';
import { findMessage } from './read-wording';

/** A mail as it would look, or what is wrong with its wording. */
export type Preview = { message: Message; problems?: never } | { message?: never; problems: readonly WordingProblem[] };

/** Renders a wording, saved or not, on sample values. Keeps nothing. Throws `not_found` and `forbidden`. */
export async function previewMailTemplate(
  ctx: Context,
  renderer: MessageRenderer,
  input: { message: string; wording: Wording },
): Promise<Preview> {
  authorize(ctx.actor, 'mail.read');
  const { name } = findMessage(renderer, input.message);
  const problems = renderer.check(name, input.wording);
  if (problems.length > 0) return { problems };
  const { portalName } = await readSettings(ctx.db);
  return { message: renderer.renderSample(name, { portalName, portalUrl: ctx.portalUrl }, input.wording) };
}
