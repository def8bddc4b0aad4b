import type { CatalogEffects } from '@/core/catalogs/catalog-effects';

const people = (count: number) => (count === 1 ? '1 developer' : `${count} developers`);

/** What deleting a catalog does, one sentence each. Never empty. */
export function deletionEffects({ people: seers, products, onlyHere, carts, openRequests }: CatalogEffects): string[] {
  return [
    seers === 0 ? 'No developer sees it now.' : `${people(seers)} ${seers === 1 ? 'loses' : 'lose'} sight of it.`,
    onlyHere > 0 &&
      `${onlyHere} of its ${products} ${products === 1 ? 'product' : 'products'} ${onlyHere === 1 ? 'stands' : 'stand'} in no other catalog and cannot be found any more.`,
    carts > 0 && `${people(carts)} ${carts === 1 ? 'loses' : 'lose'} something from the cart.`,
    openRequests > 0 &&
      (openRequests === 1
        ? '1 request that waits goes on with what it copied.'
        : `${openRequests} requests that wait go on with what they copied.`),
    'Keys go on working.',
  ].filter((sentence) => sentence !== false);
}
