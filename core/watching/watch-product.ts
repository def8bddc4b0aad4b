import { and, eq } from 'drizzle-orm';
import { products, productWatchers } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { isActiveDeveloper } from '../identity/actor';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { isSlug } from '../products/is-slug';
import { visibleProducts } from '../visibility';

/**
 * Watches a product: its changes and its end are told from now on. Twice is once. Throws `not_found` for what the actor
 * may not see, and `forbidden` for whoever is no active developer.
 */
export async function watchProduct(ctx: Context, input: { slug: string }): Promise<{ name: string }> {
  const { actor } = ctx;
  if (!isSlug(input.slug)) throw notFound();
  return mutate(ctx, async (unit) => {
    const [product] = await unit.tx
      .select({ id: products.id, name: products.displayName })
      .from(products)
      .where(and(eq(products.slug, input.slug), visibleProducts(unit.tx, actor)))
      .for('share');
    if (!product) throw notFound();
    authorize(actor, 'product.watch');
    if (!isActiveDeveloper(actor)) throw notFound();
    await unit.tx.insert(productWatchers).values({ userId: actor.userId, productId: product.id }).onConflictDoNothing();
    await unit.audit('product.watched', { kind: 'product', id: product.id }, { product: input.slug });
    return { name: product.name };
  });
}
