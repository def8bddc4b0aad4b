import { desc, eq } from 'drizzle-orm';
import { images, products } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';
import { isSlug } from '../products/is-slug';
import { imageHref } from './image-href';

/** A picture of the provider's, and where it is read. */
export type ImageLine = { id: string; name: string; href: string; width: number; height: number };

/** The pictures of a product, newest first. Throws `not_found` for all but portal admins. */
export async function listImages(ctx: Context, input: { slug: string }): Promise<ImageLine[]> {
  if (!can(ctx.actor, 'offer.read_all') || !isSlug(input.slug)) throw notFound();
  const rows = await ctx.db
    .select({ id: images.id, name: images.name, width: images.width, height: images.height })
    .from(images)
    .innerJoin(products, eq(products.id, images.productId))
    .where(eq(products.slug, input.slug))
    .orderBy(desc(images.createdAt), desc(images.id));
  return rows.map((row) => ({ ...row, href: imageHref(row.id, input.slug) }));
}
