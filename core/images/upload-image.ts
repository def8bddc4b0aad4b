import { eq } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { products } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { mutate } from '../mutate';
import { authorize, can } from '../policy';
import { imageHref } from './image-href';
import { insertImage } from './insert-image';

/**
 * Keeps a picture: of a product, whose readers may then see it, or of the portal itself, which everybody may. Its type
 * is found out from its bytes (PNG, JPEG, WebP, GIF; at most 2 MB and 4096 × 4096 pixels). Throws `invalid` for `file`,
 * `conflict` when there are too many, `not_found` for a product that is none.
 */
export async function uploadImage(
  ctx: Context,
  input: { productId: string | null; name: string; bytes: Uint8Array },
): Promise<{ imageId: string; href: string }> {
  return mutate(ctx, async (unit) => {
    if (!can(ctx.actor, 'offer.read_all') && !can(ctx.actor, 'offer.change')) throw notFound();
    const { productId } = input;
    // Of two uploads at once the second counts the first.
    const [product] =
      productId !== null && isId(productId)
        ? await unit.tx.select({ slug: products.slug }).from(products).where(eq(products.id, productId)).for('update')
        : [];
    if (productId !== null && !product) throw notFound();
    authorize(ctx.actor, productId === null ? 'settings.change' : 'offer.change');
    const { imageId } = await insertImage(unit, input);
    return { imageId, href: imageHref(imageId, product?.slug ?? null) };
  });
}
