/** In characters; longer than any name that admins choose. */
const SLUG_MAX = 200;
const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/**
 * Whether this can be the name of a product or catalog in an address. Asks before PostgreSQL meets bytes that it
 * refuses.
 */
export function isSlug(given: string): boolean {
  return given.length <= SLUG_MAX && SLUG.test(given);
}
