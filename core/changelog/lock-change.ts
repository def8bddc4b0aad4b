import { and, eq } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { productChanges } from '@/db/schema';
import type { Context } from '../context';
import { conflict, notFound } from '../errors';
import { fingerprint } from '../fingerprint';
import type { Unit } from '../mutate';
import { type LockedProduct, lockProduct } from '../products/lock-product';

/** An entry of a changelog that is held for this change. */
export type LockedChange = typeof productChanges.$inferSelect;

/** What a form carries along, so that nobody writes over what another admin wrote meanwhile. */
export function changeFingerprint(change: { title: string; body: string; publishedOn: string }): string {
  return fingerprint(change.title, change.body, change.publishedOn);
}

/**
 * Holds an entry's product and reads the entry. Throws `not_found`, `forbidden`, and `conflict` when it reads otherwise
 * than in the form that `seen` comes from.
 */
export async function lockChange(
  ctx: Context,
  unit: Unit,
  wish: { productId: string; changeId: string; seen?: string },
): Promise<{ product: LockedProduct; change: LockedChange }> {
  const product = await lockProduct(ctx, unit.tx, { productId: wish.productId });
  if (!isId(wish.changeId)) throw notFound();
  const [change] = await unit.tx
    .select()
    .from(productChanges)
    .where(and(eq(productChanges.id, wish.changeId), eq(productChanges.productId, product.id)));
  if (!change) throw notFound();
  if (wish.seen !== undefined && wish.seen !== changeFingerprint(change)) {
    throw conflict('Somebody else changed this entry meanwhile. Copy your text, then open the page again.');
  }
  return { product, change };
}
