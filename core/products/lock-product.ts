import { eq } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { isId } from '@/db/ids';
import { products } from '@/db/schema';
import type { Context } from '../context';
import { conflict, notFound } from '../errors';
import { authorize, can } from '../policy';

/** A product that is held for this change. */
export type LockedProduct = typeof products.$inferSelect;

/**
 * Holds a product for this change: of two admins at once the second waits here and then sees what the first made of it.
 * Throws `not_found` for everybody but portal admins, `forbidden` for those who only read, `conflict` when it was
 * changed since `version`.
 */
export async function lockProduct(
  ctx: Context,
  tx: Transaction,
  wish: { productId: string; version?: number | undefined },
): Promise<LockedProduct> {
  if (!can(ctx.actor, 'offer.read_all') && !can(ctx.actor, 'offer.change')) throw notFound();
  if (!isId(wish.productId)) throw notFound();
  const [product] = await tx.select().from(products).where(eq(products.id, wish.productId)).for('update');
  if (!product) throw notFound();
  authorize(ctx.actor, 'offer.change');
  if (wish.version !== undefined && wish.version !== product.version) {
    throw conflict('Somebody else changed this product meanwhile. Open the page again to see it as it is.');
  }
  return product;
}
