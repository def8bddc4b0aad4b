import { asc, eq } from 'drizzle-orm';
import { products } from '@/db/schema';
import type { Context } from '../context';
import { type ProductCard, readProductCards } from './product-card';

/** What fits on the first page. */
const FEATURED_MAX = 6;

/** The featured products that the actor may see, by name. */
export async function listFeatured(ctx: Context): Promise<ProductCard[]> {
  return readProductCards(ctx, {
    where: eq(products.isFeatured, true),
    orderBy: [asc(products.displayName)],
    limit: FEATURED_MAX,
  });
}
