import { eq } from 'drizzle-orm';
import { products } from '@/db/schema';
import type { Context } from '../context';
import { conflict } from '../errors';
import { mutate } from '../mutate';
import { lockProduct } from './lock-product';
import { productCounts } from './product-counts';
import { requireProductState } from './require-state';
import { syncOwnPolicy } from './sync-own-policy';
import { aboutProduct } from './write-product';

/**
 * Deletes a draft that nobody ever asked for, with its documents, guides and pictures. What was asked for is history,
 * and history is kept. Throws `conflict` for every other product, and when it was changed since `version`.
 */
export async function deleteProduct(
  ctx: Context,
  input: { productId: string; version?: number | undefined },
): Promise<void> {
  await mutate(ctx, async (unit) => {
    const product = await lockProduct(ctx, unit.tx, input);
    requireProductState(product, ['draft']);
    const [asked] = await unit.tx
      .select({ ever: productCounts.requestsEver })
      .from(products)
      .where(eq(products.id, product.id));
    if (asked && asked.ever > 0) throw conflict('People have asked for this product, so its history is kept.');
    await syncOwnPolicy(unit, product, { ownsPolicy: false });
    await unit.tx.delete(products).where(eq(products.id, product.id));
    const { slug, displayName: name, accessPolicyId: policy } = product;
    await unit.audit('product.deleted', aboutProduct(product), { product: slug, name, policy });
  });
}
