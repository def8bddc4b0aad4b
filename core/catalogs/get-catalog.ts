import { and, eq } from 'drizzle-orm';
import { catalogs } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { isSlug } from '../products/is-slug';
import { listProducts } from '../products/list-products';
import type { ProductCard } from '../products/product-card';
import { visibleCatalogs } from '../visibility';

/** A catalog with the products that the reader may see, in the order that its admins gave them. */
export type CatalogView = {
  slug: string;
  name: string;
  description: string;
  visibility: 'public' | 'internal' | 'private';
  products: ProductCard[];
};

/** A catalog with its products that the actor may see, those with this tag and these words. Throws `not_found`. */
export async function getCatalog(
  ctx: Context,
  input: { slug: string; tag?: string | undefined; q?: string | undefined },
): Promise<CatalogView> {
  const { slug, tag, q } = input;
  if (!isSlug(slug)) throw notFound();
  const [catalog] = await ctx.db
    .select({
      slug: catalogs.slug,
      name: catalogs.displayName,
      description: catalogs.description,
      visibility: catalogs.visibility,
    })
    .from(catalogs)
    .where(and(eq(catalogs.slug, slug), visibleCatalogs(ctx.db, ctx.actor)));
  if (!catalog) throw notFound();
  return { ...catalog, products: await listProducts(ctx, { catalog: slug, tag, q }) };
}
