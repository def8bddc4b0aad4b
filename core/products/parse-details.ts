import { z } from 'zod';
import { invalidFields } from '../errors';
import { lineOfText } from '../line-of-text';
import { isSlug } from './is-slug';

/** In characters. */
const NAME_MAX = 120;
const SLUG_MAX = 80;
const SUMMARY_MAX = 300;
const DESCRIPTION_MAX = 100_000;
const TAG_MAX = 40;
/** How many tags; more say nothing. */
const TAGS_MAX = 12;
/** The same for others who describe what they take. */
export const PRODUCT_MAX = {
  ...{ name: NAME_MAX, slug: SLUG_MAX, summary: SUMMARY_MAX, description: DESCRIPTION_MAX },
  ...{ tag: TAG_MAX, tags: TAGS_MAX },
} as const;

/** How a product presents itself, as an admin wrote it. */
export type ProductDetails = {
  name: string;
  /** Empty: made of the name. */
  slug: string;
  summary: string;
  description: string;
  /** Separated by commas. */
  tags: string;
  isFeatured: boolean;
};

const form = z.object({
  name: lineOfText(NAME_MAX).pipe(z.string().min(1, 'Enter a name.')),
  slug: lineOfText(SLUG_MAX),
  summary: lineOfText(SUMMARY_MAX),
  description: z
    .string()
    .max(DESCRIPTION_MAX, `Use at most ${DESCRIPTION_MAX} characters.`)
    .transform((text) => text.replaceAll('\r\n', '\n').trim()),
  tags: z.string().max(1000, 'Use fewer tags.').transform(toTags),
  isFeatured: z.boolean(),
});

/** Makes a product's own columns of what was written. Throws `invalid` for each field that is wrong. */
export function parseDetails(given: ProductDetails) {
  const parsed = form.safeParse(given);
  if (!parsed.success) throw invalidFields(z.flattenError(parsed.error).fieldErrors as Record<string, string[]>);
  const { name, tags, ...rest } = parsed.data;
  const slug = rest.slug || slugOf(name);
  const errors = { ...slugErrors(slug), ...tagErrors(tags) };
  if (Object.keys(errors).length > 0) throw invalidFields(errors);
  return { ...rest, displayName: name, slug, tags };
}

/** A name as it can stand in an address: `Payments API 2` is `payments-api-2`. Empty for a name without Latin letters. */
export function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, SLUG_MAX)
    .replace(/^-+|-+$/g, '');
}

function slugErrors(slug: string): Record<string, string[]> {
  if (slug.length <= SLUG_MAX && isSlug(slug) && slug !== 'new') return {};
  if (slug === 'new') return { slug: ['This word has a meaning in addresses. Choose another one.'] };
  return { slug: ['Use small letters, digits and single hyphens between them, such as payments-api.'] };
}

function toTags(text: string): string[] {
  const tags = text.split(',').map((tag) => tag.normalize('NFC').trim().replace(/\s+/g, ' '));
  return [...new Set(tags.filter(Boolean))];
}

function tagErrors(tags: readonly string[]): Record<string, string[]> {
  if (tags.length > TAGS_MAX) return { tags: [`Use at most ${TAGS_MAX} tags.`] };
  if (tags.some((tag) => tag.length > TAG_MAX)) return { tags: [`A tag has at most ${TAG_MAX} characters.`] };
  if (tags.some((tag) => /\p{Cc}/u.test(tag))) return { tags: ['Remove the characters that cannot be seen.'] };
  return {};
}
