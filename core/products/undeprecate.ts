import type { Context } from '../context';
import { mutate } from '../mutate';
import { lockProduct } from './lock-product';
import { requireProductState } from './require-state';
import { aboutProduct, writeProduct } from './write-product';

/**
 * Takes a deprecation back: the product stays, without day and note. Throws `conflict` when it is not deprecated, or
 * was changed since `version`.
 */
export async function undeprecateProduct(
  ctx: Context,
  input: { productId: string; version?: number | undefined },
): Promise<void> {
  await mutate(ctx, async (unit) => {
    const product = await lockProduct(ctx, unit.tx, input);
    requireProductState(product, ['deprecated']);
    const changes = await writeProduct(unit, product, { state: 'published', sunsetOn: null, deprecationNote: '' });
    await unit.audit('product.undeprecated', aboutProduct(product), { product: product.slug, changes });
  });
}
