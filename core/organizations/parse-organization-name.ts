import { invalid } from '../errors';

/** In characters; the limit of the database's CHECK. */
export const ORGANIZATION_NAME_MAX = 120;

/**
 * A name as it is kept, and folded so that look-alikes (case, accents, width, punctuation, blanks) are one name. Throws
 * `invalid` for `name`.
 */
export function parseOrganizationName(given: string): { name: string; nameKey: string } {
  const name = given.normalize('NFC').replace(/\s+/g, ' ').trim();
  const nameKey = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
  if (/[<>\p{Cc}\p{Cf}\p{Cs}]/u.test(name)) throw invalid('name', 'Use letters, digits, blanks and plain punctuation.');
  if (!nameKey || name.length > ORGANIZATION_NAME_MAX) {
    throw invalid('name', `Enter a name of 1 to ${ORGANIZATION_NAME_MAX} characters, with a letter or digit in it.`);
  }
  return { name, nameKey };
}
