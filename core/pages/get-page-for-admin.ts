import { eq } from 'drizzle-orm';
import { pages } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';
import { isSlug } from '../products/is-slug';

/** A page to be edited. */
export type PageForAdmin = {
  id: string;
  slug: string;
  audience: 'everybody' | 'signed_in';
  isPublished: boolean;
  hasDraft: boolean;
  /** The newest wording: the draft where there is one. */
  title: string;
  body: string;
  updatedAt: Date;
  version: number;
};

/** A page as its editor needs it. Throws `not_found` for all but portal admins. */
export async function getPageForAdmin(ctx: Context, input: { slug: string }): Promise<PageForAdmin> {
  if (!can(ctx.actor, 'settings.read') || !isSlug(input.slug)) throw notFound();
  const [page] = await ctx.db.select().from(pages).where(eq(pages.slug, input.slug));
  if (!page) throw notFound();
  const { id, slug, audience, isPublished, updatedAt, version } = page;
  const words = { title: page.draftTitle ?? page.title, body: page.draftBody ?? page.body };
  return { id, slug, audience, isPublished, updatedAt, version, ...words, hasDraft: page.draftBody !== null };
}
