import { and, eq } from 'drizzle-orm';
import { pages } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { excerpt } from '../markdown/excerpt';
import { renderMarkdown } from '../markdown/render';
import { can } from '../policy';
import { isSlug } from '../products/is-slug';
import type { SafeHtml } from '../safe-html';
import { visiblePages } from '../visibility';

/** What search engines show below a title, in characters. */
const DESCRIPTION_MAX = 160;

/** A page of the provider's as people read it. */
export type PageView = {
  slug: string;
  title: string;
  body: SafeHtml;
  /** The first words, without markup. */
  description: string;
  audience: 'everybody' | 'signed_in';
  /** These are words that only admins see. */
  isDraft: boolean;
  isPublished: boolean;
  /** For admins: there is another wording than this one, live or not. */
  hasOther: boolean;
};

/**
 * A page of the provider's own words. `wantsDraft` asks for the next wording; only admins get it. Throws `not_found`
 * for what the actor may not see.
 */
export async function getPage(ctx: Context, input: { slug: string; wantsDraft?: boolean }): Promise<PageView> {
  if (!isSlug(input.slug)) throw notFound();
  const [page] = await ctx.db
    .select()
    .from(pages)
    .where(and(eq(pages.slug, input.slug), visiblePages(ctx.actor)));
  if (!page) throw notFound();
  const readsDrafts = can(ctx.actor, 'settings.read');
  const hasDraft = readsDrafts && page.draftBody !== null;
  const isDraft = hasDraft && (!page.isPublished || input.wantsDraft === true);
  const text = isDraft ? (page.draftBody ?? '') : page.body;
  return {
    slug: page.slug,
    title: isDraft ? (page.draftTitle ?? page.title) : page.title,
    body: renderMarkdown(text, { remoteImages: true }),
    description: excerpt(text, DESCRIPTION_MAX),
    audience: page.audience,
    isDraft,
    isPublished: page.isPublished,
    hasOther: hasDraft && page.isPublished,
  };
}
