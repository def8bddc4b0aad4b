import { settings } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { renderMarkdown } from '../markdown/render';
import type { SafeHtml } from '../safe-html';

/** The terms as everybody may read them, also before registering. Throws `not_found` while there are none. */
export async function getTerms(ctx: Pick<Context, 'db'>): Promise<SafeHtml> {
  const [row] = await ctx.db.select({ terms: settings.terms }).from(settings);
  if (!row?.terms) throw notFound();
  return renderMarkdown(row.terms);
}
