import { type DomainError, invalid } from '../errors';
import { violatedConstraint } from '../mutate';
import { isSlug } from '../products/is-slug';

/** In characters. */
export const CATALOG_NAME_MAX = 120;
/** Characters. */
export const CATALOG_SLUG_MAX = 80;
/** Characters. */
export const CATALOG_DESCRIPTION_MAX = 600;

/** For everybody, for every developer, or for its audience alone. */
export type CatalogVisibility = 'public' | 'internal' | 'private';
/** What a catalog is called and for whom it is, checked. */
export type CatalogFacts = { name: string; slug: string; description: string; visibility: CatalogVisibility };

/** A catalog's facts as they are kept. Without a slug the name makes one. Throws `invalid` for the field that is wrong. */
export function parseCatalog(given: CatalogFacts): Omit<CatalogFacts, 'name'> & { displayName: string } {
  const displayName = given.name.normalize('NFC').replace(/\s+/g, ' ').trim();
  if (/[<>\p{Cc}\p{Cf}\p{Cs}]/u.test(displayName))
    throw invalid('name', 'Use letters, digits, blanks and punctuation.');
  if (!/[\p{L}\p{N}]/u.test(displayName) || displayName.length > CATALOG_NAME_MAX) {
    throw invalid('name', `Enter a name of 1 to ${CATALOG_NAME_MAX} characters, with a letter or digit in it.`);
  }
  const slug = given.slug.trim() === '' ? slugOf(displayName) : given.slug.trim();
  if (!isSlug(slug) || slug.length > CATALOG_SLUG_MAX) {
    throw invalid(
      'slug',
      `Use up to ${CATALOG_SLUG_MAX} small letters and digits, words joined by hyphens, such as partner-apis.`,
    );
  }
  if (slug === 'new') throw invalid('slug', 'This word has a meaning in addresses. Choose another one.');
  const description = given.description.normalize('NFC').trim();
  if (description.length > CATALOG_DESCRIPTION_MAX) {
    throw invalid('description', `Use at most ${CATALOG_DESCRIPTION_MAX} characters.`);
  }
  return { displayName, slug, description, visibility: given.visibility };
}

/** *Partner APIs (EU)* is `partner-apis-eu`. */
function slugOf(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, CATALOG_SLUG_MAX)
    .replace(/^-+|-+$/g, '');
}

/** Makes of the database's refusal of a second catalog of one address the one that is shown; other errors stay. */
export function catalogSlugTaken(error: unknown): DomainError | unknown {
  if (violatedConstraint(error) !== 'catalogs_slug') return error;
  return invalid('slug', 'Another catalog has this address already. Choose another one.');
}
