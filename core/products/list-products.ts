import { and, asc, desc, type SQL, sql } from 'drizzle-orm';
import { products } from '@/db/schema';
import type { Context } from '../context';
import { searchWords } from '../keyset';
import { inCatalog } from './in-catalog';
import { type ProductCard, readProductCards } from './product-card';

/** A page holds no more; who has more products finds them by catalog, tag and words. */
const PRODUCTS_MAX = 100;

/** Which products: of one catalog, with one tag, with all of these words in name, summary or tags. */
export type ProductFilter = { catalog?: string | undefined; tag?: string | undefined; q?: string | undefined };

/**
 * The products that the actor may see, featured ones first; within one catalog in the order that its admins gave them.
 */
export async function listProducts(ctx: Context, filter: ProductFilter = {}): Promise<ProductCard[]> {
  const { catalog, tag, q } = filter;
  return readProductCards(ctx, {
    where: and(
      catalog === undefined ? undefined : inCatalog(ctx, catalog),
      tag ? sql`${tag.replaceAll('\0', '')} = any(${products.tags})` : undefined,
      ...searchWords(searchable(), q),
    ),
    catalogSlug: catalog,
    orderBy: [catalog === undefined ? desc(products.isFeatured) : positionIn(catalog), byName()],
    limit: PRODUCTS_MAX,
  });
}

/** Only asked of products that `inCatalog` let through. */
function positionIn(slug: string): SQL {
  return sql`(select placed.position from catalog_products placed join catalogs shelf on shelf.id = placed.catalog_id
    where placed.product_id = products.id and shelf.slug = ${slug.replaceAll('\0', '')})`;
}

function byName(): SQL {
  return asc(sql`lower(${products.displayName})`);
}

/** What a search for a product reads. */
export function searchable(): SQL {
  return sql`concat_ws(' ', ${products.displayName}, ${products.summary}, array_to_string(${products.tags}, ' '))`;
}
