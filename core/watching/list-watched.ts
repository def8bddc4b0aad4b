import { and, asc, eq } from 'drizzle-orm';
import { products, productWatchers } from '@/db/schema';
import type { Context } from '../context';
import { userIdOf } from '../identity/actor';
import { can } from '../policy';
import type { ProductState } from '../products/product-card';
import { visibleProducts } from '../visibility';

/** The products that the actor watches and may still see, by name. Empty for whoever can watch none. */
export async function listWatched(ctx: Context): Promise<{ slug: string; name: string; state: ProductState }[]> {
  const userId = userIdOf(ctx.actor);
  if (userId === null || !can(ctx.actor, 'product.watch')) return [];
  return ctx.db
    .select({ slug: products.slug, name: products.displayName, state: products.state })
    .from(productWatchers)
    .innerJoin(products, eq(products.id, productWatchers.productId))
    .where(and(eq(productWatchers.userId, userId), visibleProducts(ctx.db, ctx.actor)))
    .orderBy(asc(products.displayName));
}
