import { and, eq } from 'drizzle-orm';
import { pages } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { isSlug } from '../products/is-slug';
import { visiblePages } from '../visibility';
import { nested, paragraphs, plain } from './markdown-text';

/** A page of the provider's own words, as it is live. Throws `not_found` for what the actor may not see, and drafts. */
export async function ownPage(ctx: Context, input: { slug: string }): Promise<string> {
  if (!isSlug(input.slug)) throw notFound();
  const [page] = await ctx.db
    .select({ title: pages.title, body: pages.body })
    .from(pages)
    // Admins see drafts on the page itself, which says so: a text for programs says what is live.
    .where(and(eq(pages.slug, input.slug), eq(pages.isPublished, true), visiblePages(ctx.actor)));
  if (!page) throw notFound();
  return paragraphs([`# ${plain(page.title)}`, nested(page.body, 1)]);
}
