import { conflict } from '../errors';
import type { LockedProduct } from './lock-product';
import type { ProductState } from './product-card';

const IS: Record<ProductState, string> = {
  draft: 'is a draft',
  published: 'is published',
  deprecated: 'is deprecated',
  retired: 'is retired',
};

/** Throws `conflict`, in words, when the product is in none of the states that this leaves. */
export function requireProductState(product: LockedProduct, from: readonly ProductState[]): void {
  if (from.includes(product.state)) return;
  throw conflict(`${product.displayName} ${IS[product.state]}, so this cannot be done. Open the page again.`);
}
