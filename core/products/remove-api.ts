import { and, eq } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { productApis } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { mutate } from '../mutate';
import { lockProduct } from './lock-product';
import { syncOwnPolicy } from './sync-own-policy';
import { aboutProduct, writeProduct } from './write-product';

/**
 * Takes an API out of a product, and with it its documents in every version; those of the others stay. Throws
 * `not_found` for an API that is not in the product, `conflict` when the product was changed since `version`.
 */
export async function removeProductApi(
  ctx: Context,
  input: { productId: string; version: number; productApiId: string },
): Promise<void> {
  await mutate(ctx, async (unit) => {
    const product = await lockProduct(ctx, unit.tx, input);
    if (!isId(input.productApiId)) throw notFound();
    const [removed] = await unit.tx
      .delete(productApis)
      .where(and(eq(productApis.id, input.productApiId), eq(productApis.productId, product.id)))
      .returning({ slug: productApis.slug, name: productApis.name });
    if (!removed) throw notFound();
    await writeProduct(unit, product, {});
    await unit.audit('product.changed', aboutProduct(product), { product: product.slug, removedApi: removed });
    await syncOwnPolicy(unit, product);
  });
}
