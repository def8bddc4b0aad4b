import { and, eq, exists, type SQL, sql } from 'drizzle-orm';
import { catalogProducts, catalogs, products } from '@/db/schema';
import type { Context } from '../context';
import { visibleCatalogs } from '../visibility';
import { isSlug } from './is-slug';

/** Whether `products` stands in this catalog, of those that the actor may see. */
export function inCatalog(ctx: Context, slug: string): SQL {
  if (!isSlug(slug)) return sql`false`;
  return exists(
    ctx.db
      .select({ one: sql`1` })
      .from(catalogProducts)
      .innerJoin(catalogs, eq(catalogs.id, catalogProducts.catalogId))
      .where(
        and(eq(catalogProducts.productId, products.id), eq(catalogs.slug, slug), visibleCatalogs(ctx.db, ctx.actor)),
      ),
  );
}
