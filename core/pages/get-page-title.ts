import { and, eq } from 'drizzle-orm';
import { pages } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { isSlug } from '../products/is-slug';
import { visiblePages } from '../visibility';

/** The title of a page of the provider's own, by one row of an index. Throws `not_found` for what the actor may not see. */
export async function getPageTitle(ctx: Context, input: { slug: string }): Promise<string> {
  if (!isSlug(input.slug)) throw notFound();
  const [page] = await ctx.db
    .select({ title: pages.title })
    .from(pages)
    .where(and(eq(pages.slug, input.slug), visiblePages(ctx.actor)));
  if (!page) throw notFound();
  return page.title;
}
