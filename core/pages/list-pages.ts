import { asc } from 'drizzle-orm';
import { pages } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';

/** A page as admins list it. */
export type PageLine = {
  id: string;
  slug: string;
  title: string;
  audience: 'everybody' | 'signed_in';
  isPublished: boolean;
  /** There is a wording that is not live. */
  hasDraft: boolean;
  updatedAt: Date;
};

/** All pages in their order. Throws `not_found` for all but portal admins. */
export async function listPages(ctx: Context): Promise<PageLine[]> {
  if (!can(ctx.actor, 'settings.read')) throw notFound();
  const rows = await ctx.db
    .select({
      id: pages.id,
      slug: pages.slug,
      title: pages.title,
      draftTitle: pages.draftTitle,
      audience: pages.audience,
      isPublished: pages.isPublished,
      updatedAt: pages.updatedAt,
    })
    .from(pages)
    .orderBy(asc(pages.position), asc(pages.title));
  return rows.map(({ draftTitle, ...page }) => ({
    ...page,
    title: page.isPublished ? page.title : (draftTitle ?? page.title),
    hasDraft: draftTitle !== null,
  }));
}
