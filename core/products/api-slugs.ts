import { slugOf } from './parse-details';

/** Characters of an API's slug, as a part of addresses. */
const SLUG_MAX = 80;

/** A free slug for an API of a product: made of its name, with a number where that one is taken. */
export function freeApiSlug(name: string, taken: ReadonlySet<string>): string {
  const base = slugOf(name).slice(0, SLUG_MAX - 4) || 'api';
  for (let number = 1; ; number += 1) {
    const slug = number === 1 ? base : `${base}-${number}`;
    if (!taken.has(slug)) return slug;
  }
}
