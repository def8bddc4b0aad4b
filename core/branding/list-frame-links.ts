import { and, asc, inArray } from 'drizzle-orm';
import { type LinkLine, pages } from '@/db/schema';
import type { Context } from '../context';
import { isSlug } from '../products/is-slug';
import { visiblePages } from '../visibility';
import { type Branding, FOOTER_LINKS_MAX } from './branding';

export type FrameLinks = { menu: LinkLine[]; footer: LinkLine[] };

const PAGE = /^\/pages\/([^/?#]+)/;

/**
 * The provider's links around every page. One to a page that the actor may not see is left out: it would lead to *Page
 * not found*. Without footer links of the provider's own, the footer has the pages, in their order.
 */
export async function listFrameLinks(
  ctx: Pick<Context, 'db' | 'actor'>,
  branding: Pick<Branding, 'menuLinks' | 'footerLinks'>,
): Promise<FrameLinks> {
  const { menuLinks, footerLinks } = branding;
  const listsPages = footerLinks.length === 0;
  const slugs = [...menuLinks, ...footerLinks].flatMap(({ href }) => pageOf(href) ?? []).filter(isSlug);
  if (!listsPages && slugs.length === 0) return { menu: menuLinks, footer: footerLinks };
  const visible = await ctx.db
    .select({ slug: pages.slug, title: pages.title, isPublished: pages.isPublished })
    .from(pages)
    .where(and(visiblePages(ctx.actor), listsPages ? undefined : inArray(pages.slug, slugs)))
    .orderBy(asc(pages.position), asc(pages.title));
  const known = new Set(visible.map(({ slug }) => slug));
  const leadsOn = ({ href }: LinkLine) => {
    const slug = pageOf(href);
    return slug === null || known.has(slug);
  };
  const published = visible.filter(({ isPublished }) => isPublished).slice(0, FOOTER_LINKS_MAX);
  return {
    menu: menuLinks.filter(leadsOn),
    footer: listsPages
      ? published.map(({ slug, title }) => ({ label: title, href: `/pages/${slug}` }))
      : footerLinks.filter(leadsOn),
  };
}

function pageOf(href: string): string | null {
  return PAGE.exec(href)?.[1] ?? null;
}
