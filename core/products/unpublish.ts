import { eq } from 'drizzle-orm';
import { cartItems, products } from '@/db/schema';
import type { Context } from '../context';
import { conflict } from '../errors';
import { mutate, type Unit } from '../mutate';
import { holdCarts } from './hold-carts';
import { type LockedProduct, lockProduct } from './lock-product';
import { productCounts } from './product-counts';
import { requireProductState } from './require-state';
import { aboutProduct, writeProduct } from './write-product';

/**
 * Makes a published product a draft again, as if it had never been shown; it leaves every cart. Throws `conflict` while
 * keys open it or requests wait for it (then it is deprecated and retired instead), and when it was changed since
 * `version`.
 */
export async function unpublishProduct(
  ctx: Context,
  input: { productId: string; version?: number | undefined },
): Promise<void> {
  await mutate(ctx, async (unit) => {
    await holdCarts(ctx, unit.tx, input.productId);
    const product = await lockProduct(ctx, unit.tx, input);
    requireProductState(product, ['published']);
    await refuseInUse(unit, product);
    await unit.tx.delete(cartItems).where(eq(cartItems.productId, product.id));
    await writeProduct(unit, product, { state: 'draft' });
    await unit.audit('product.unpublished', aboutProduct(product), { product: product.slug });
  });
}

async function refuseInUse(unit: Unit, product: LockedProduct): Promise<void> {
  const [counts] = await unit.tx
    .select({ keys: productCounts.keysOpen, waiting: productCounts.requestsWaiting })
    .from(products)
    .where(eq(products.id, product.id));
  const { keys = 0, waiting = 0 } = counts ?? {};
  if (keys > 0) throw conflict(`${count(keys, 'key')} of developers would be left alone. Deprecate it instead.`);
  if (waiting > 0) throw conflict(`Decide about the ${count(waiting, 'request')} that wait first, or deprecate it.`);
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
