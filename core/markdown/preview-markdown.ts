import type { Context } from '../context';
import { invalid } from '../errors';
import { authorize } from '../policy';
import type { SafeHtml } from '../safe-html';
import { renderMarkdown } from './render';

/** Characters; a longer text is cut when it is shown, so nobody has to send it. */
export const PREVIEW_MAX = 100_000;

/**
 * A text that somebody is writing, as its page will show it. Keeps nothing. Throws `forbidden` for whoever writes no
 * texts of the portal, and `invalid` for what is too long.
 */
export async function previewMarkdown(ctx: Context, input: { text: string }): Promise<SafeHtml> {
  authorize(ctx.actor, 'offer.read_all');
  if (input.text.length > PREVIEW_MAX) throw invalid('text', 'This text is too long for a preview.');
  return renderMarkdown(input.text, { headingLevel: 3, remoteImages: true });
}
