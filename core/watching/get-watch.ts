import { and, eq } from 'drizzle-orm';
import { products, productWatchers } from '@/db/schema';
import type { Context } from '../context';
import { userIdOf } from '../identity/actor';
import { can } from '../policy';

/** Whether the actor watches this product; null for whoever can watch none. */
export async function getWatch(ctx: Context, input: { slug: string }): Promise<{ isWatched: boolean } | null> {
  const userId = userIdOf(ctx.actor);
  if (userId === null || !can(ctx.actor, 'product.watch')) return null;
  const rows = await ctx.db
    .select({ productId: productWatchers.productId })
    .from(productWatchers)
    .innerJoin(products, eq(products.id, productWatchers.productId))
    .where(and(eq(productWatchers.userId, userId), eq(products.slug, input.slug)));
  return { isWatched: rows.length > 0 };
}
