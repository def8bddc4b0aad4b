import { invalidFields } from '../errors';
import { MARKDOWN_MAX } from '../markdown/render';
import { isSlug } from '../products/is-slug';

/** Characters. */
export const PAGE_TITLE_MAX = 80;
/** Characters. */
export const PAGE_SLUG_MAX = 60;
/** More than a portal has; a form that orders them stays a form. */
export const PAGES_MAX = 100;

/** Places below `/admin/settings/pages` and, one day, below `/pages`. */
const RESERVED = new Set(['new', 'edit', 'order', 'preview', 'index', 'draft', 'feed', 'sitemap', 'robots']);

/** What a page says; `body` is Markdown. */
export type PageWords = { title: string; body: string };
/** Where a page is, and for whom. */
export type PageAddress = { slug: string; audience: 'everybody' | 'signed_in' };

/** Reads a page's words. Throws `invalid`. */
export function parsePageWords(typed: PageWords): PageWords {
  const problems: Record<string, string[]> = {};
  const title = typed.title.normalize('NFC').replace(/\s+/g, ' ').trim();
  if (!title || title.length > PAGE_TITLE_MAX || /\p{C}/u.test(title)) {
    problems.title = [`Use 1 to ${PAGE_TITLE_MAX} characters that can be seen.`];
  }
  const body = typed.body
    .slice(0, 2 * MARKDOWN_MAX)
    .replaceAll(/\r\n?/g, '\n')
    .trim();
  if (body.length > MARKDOWN_MAX) problems.body = [`Use at most ${MARKDOWN_MAX} characters.`];
  if (Object.keys(problems).length > 0) throw invalidFields(problems);
  return { title, body };
}

/** Reads where a page stands and for whom. Throws `invalid`. */
export function parsePageAddress(typed: PageAddress): PageAddress {
  const slug = typed.slug.trim().toLowerCase();
  const problem = slugProblem(slug);
  if (problem) throw invalidFields({ slug: [problem] });
  return { slug, audience: typed.audience };
}

function slugProblem(slug: string): string | null {
  if (slug.length > PAGE_SLUG_MAX || !isSlug(slug)) {
    return `Use 1 to ${PAGE_SLUG_MAX} small letters, digits and single hyphens, such as about-us.`;
  }
  return RESERVED.has(slug) ? `“${slug}” is taken by the portal. Choose another address.` : null;
}
