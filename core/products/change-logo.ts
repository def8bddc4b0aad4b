import { eq } from 'drizzle-orm';
import { images } from '@/db/schema';
import type { Context } from '../context';
import { insertImage } from '../images/insert-image';
import { mutate } from '../mutate';
import { lockProduct } from './lock-product';
import { aboutProduct, writeProduct } from './write-product';

/**
 * Gives a product a logo, or with null takes it away; the one before is deleted. Throws `invalid` for `file` (see
 * `imageFacts`). It takes no version: a logo undoes nobody else's words.
 */
export async function changeProductLogo(
  ctx: Context,
  input: { productId: string; file: { name: string; bytes: Uint8Array } | null },
): Promise<void> {
  await mutate(ctx, async (unit) => {
    const product = await lockProduct(ctx, unit.tx, input);
    const { file } = input;
    const logo = file && (await insertImage(unit, { productId: product.id, ...file }));
    const changes = await writeProduct(unit, product, { logoImageId: logo?.imageId ?? null });
    if (product.logoImageId) await unit.tx.delete(images).where(eq(images.id, product.logoImageId));
    await unit.audit('product.changed', aboutProduct(product), { product: product.slug, changes });
  });
}
