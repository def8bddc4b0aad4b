import { asc, eq, sql } from 'drizzle-orm';
import { productGuides, products } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';
import { isSlug } from '../products/is-slug';

/** A guide as the list shows it, in the order of the product's admins. */
export type GuideLine = { id: string; slug: string; title: string; characters: number; updatedAt: Date };

/** A product's guides in their order, as its editor lists them. Throws `not_found` for all but portal admins. */
export async function listGuides(
  ctx: Context,
  input: { slug: string },
): Promise<{ productId: string; guides: GuideLine[] }> {
  if (!can(ctx.actor, 'offer.read_all') || !isSlug(input.slug)) throw notFound();
  const [product] = await ctx.db.select({ id: products.id }).from(products).where(eq(products.slug, input.slug));
  if (!product) throw notFound();
  const guides = await ctx.db
    .select({
      id: productGuides.id,
      slug: productGuides.slug,
      title: productGuides.title,
      characters: sql<number>`char_length(${productGuides.body})`,
      updatedAt: productGuides.updatedAt,
    })
    .from(productGuides)
    .where(eq(productGuides.productId, product.id))
    .orderBy(asc(productGuides.position), asc(productGuides.title));
  return { productId: product.id, guides };
}
