import type { LinkLine } from '@/db/schema';
import { type Branding, FOOTER_LINKS_MAX } from './branding';

/** The provider's links above and below every page. */
export type FrameLinks = { menu: LinkLine[]; footer: LinkLine[] };
/** A page of the provider's own that the actor may see. */
export type FramePage = { slug: string; title: string; isPublished: boolean };

const PAGE = /^\/pages\/([^/?#]+)/;

/**
 * The provider's links around every page. One to a page that is not among the `visible` ones is left out: it would lead
 * to *Page not found*. Without footer links of the provider's own, the footer has the pages, in their order.
 */
export function frameLinks(
  { menuLinks, footerLinks }: Pick<Branding, 'menuLinks' | 'footerLinks'>,
  visible: readonly FramePage[],
): FrameLinks {
  const known = new Set(visible.map(({ slug }) => slug));
  const leadsOn = ({ href }: LinkLine) => {
    const slug = PAGE.exec(href)?.[1];
    return slug === undefined || known.has(slug);
  };
  if (footerLinks.length > 0) return { menu: menuLinks.filter(leadsOn), footer: footerLinks.filter(leadsOn) };
  const published = visible.filter(({ isPublished }) => isPublished).slice(0, FOOTER_LINKS_MAX);
  return {
    menu: menuLinks.filter(leadsOn),
    footer: published.map(({ slug, title }) => ({ label: title, href: `/pages/${slug}` })),
  };
}
