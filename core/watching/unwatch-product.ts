import { and, eq, inArray } from 'drizzle-orm';
import { products, productWatchers } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { userIdOf } from '../identity/actor';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { isSlug } from '../products/is-slug';

/**
 * Watches a product no longer, also one that the actor may not see any more. Throws `forbidden` for whoever is no active
 * developer, and `not_found` for what they do not watch.
 */
export async function unwatchProduct(ctx: Context, input: { slug: string }): Promise<{ name: string }> {
  authorize(ctx.actor, 'product.watch');
  const userId = userIdOf(ctx.actor);
  if (userId === null || !isSlug(input.slug)) throw notFound();
  return mutate(ctx, async (unit) => {
    const named = unit.tx.select({ id: products.id }).from(products).where(eq(products.slug, input.slug));
    const [gone] = await unit.tx
      .delete(productWatchers)
      .where(and(eq(productWatchers.userId, userId), inArray(productWatchers.productId, named)))
      .returning({ productId: productWatchers.productId });
    if (!gone) throw notFound();
    const [product] = await unit.tx
      .select({ name: products.displayName })
      .from(products)
      .where(eq(products.id, gone.productId));
    await unit.audit('product.unwatched', { kind: 'product', id: gone.productId }, { product: input.slug });
    return { name: product?.name ?? input.slug };
  });
}
