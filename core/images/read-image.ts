import { and, eq, isNull } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { images, products } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { isSlug } from '../products/is-slug';
import { visibleProducts } from '../visibility';

/** The file as it is sent; `sha256` in hex names its content. */
export type ImageFile = { contentType: string; sha256: string; data: Buffer };

/**
 * A picture of a product that the actor may see, by the product's slug; or with null one of the portal itself, which
 * everybody may see. Throws `not_found` for every other.
 */
export async function readImage(ctx: Context, input: { product: string | null; imageId: string }): Promise<ImageFile> {
  const { product, imageId } = input;
  if (!isId(imageId) || (product !== null && !isSlug(product))) throw notFound();
  const file = { contentType: images.contentType, sha256: images.sha256, data: images.data };
  const [image] =
    product === null
      ? await ctx.db
          .select(file)
          .from(images)
          .where(and(eq(images.id, imageId), isNull(images.productId)))
      : await ctx.db
          .select(file)
          .from(images)
          .innerJoin(products, eq(products.id, images.productId))
          .where(and(eq(images.id, imageId), eq(products.slug, product), visibleProducts(ctx.db, ctx.actor)));
  if (!image) throw notFound();
  return image;
}
