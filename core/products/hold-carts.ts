import { asc, eq } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { isId } from '@/db/ids';
import { cartItems } from '@/db/schema';
import type { Context } from '../context';
import { can } from '../policy';

/**
 * Holds a product's place in every cart until the change commits, for what takes it out of them. Before `lockProduct`:
 * whoever submits a cart takes its lines first and the product after them, and in the other order the two would wait for
 * each other. Holds nothing for whom `lockProduct` will refuse.
 */
export async function holdCarts(ctx: Context, tx: Transaction, productId: string): Promise<void> {
  if (!isId(productId) || !can(ctx.actor, 'offer.change')) return;
  await tx
    .select({ userId: cartItems.userId })
    .from(cartItems)
    .where(eq(cartItems.productId, productId))
    .orderBy(asc(cartItems.userId), asc(cartItems.catalogId))
    .for('update');
}
