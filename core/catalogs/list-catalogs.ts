import { and, asc, count, eq } from 'drizzle-orm';
import { catalogProducts, catalogs, products } from '@/db/schema';
import type { Context } from '../context';
import { visibleCatalogs, visibleProducts } from '../visibility';

/** More than anybody looks through. */
const CATALOGS_MAX = 100;

/** A catalog that the reader may see. */
export type CatalogLine = {
  slug: string;
  name: string;
  description: string;
  visibility: 'public' | 'internal' | 'private';
  /** Those that the actor may see. */
  products: number;
};

/** The catalogs that the actor may see, in the order that admins gave them. */
export async function listCatalogs(ctx: Context): Promise<CatalogLine[]> {
  return ctx.db
    .select({
      slug: catalogs.slug,
      name: catalogs.displayName,
      description: catalogs.description,
      visibility: catalogs.visibility,
      products: count(products.id),
    })
    .from(catalogs)
    .leftJoin(catalogProducts, eq(catalogProducts.catalogId, catalogs.id))
    .leftJoin(products, and(eq(products.id, catalogProducts.productId), visibleProducts(ctx.db, ctx.actor)))
    .where(visibleCatalogs(ctx.db, ctx.actor))
    .groupBy(catalogs.id)
    .orderBy(asc(catalogs.position), asc(catalogs.displayName))
    .limit(CATALOGS_MAX);
}
