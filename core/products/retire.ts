import { and, eq } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { isId } from '@/db/ids';
import { accessRequestProducts, accessRequests, cartItems } from '@/db/schema';
import { declineForRetired } from '../access-requests/decline-for-retired';
import type { Context } from '../context';
import { conflict } from '../errors';
import { mutate, type Unit } from '../mutate';
import { holdOrganizations } from '../organizations/hold-organizations';
import { announce } from './announce';
import { holdCarts } from './hold-carts';
import { type LockedProduct, lockProduct } from './lock-product';
import { requireProductState } from './require-state';
import { aboutProduct, writeProduct } from './write-product';

/** Each round knows one more organization; people do not ask faster than this. */
const ROUNDS_MAX = 5;

/** Leaves the transaction: organizations are held before products, and another one asked meanwhile. */
class OthersAsked extends Error {}

/**
 * Ends a product: nobody finds it or asks for it any more, it leaves every cart, and requests that wait for it are
 * declined, with the reason. Keys in force go on working with the policy that they have. Those who hold one are told.
 * Throws `conflict` for a draft and a retired one, and when it was changed since `version`.
 */
export async function retireProduct(
  ctx: Context,
  input: { productId: string; version?: number | undefined },
): Promise<{ declined: number }> {
  for (let round = 1; ; round += 1) {
    try {
      return await mutate(ctx, (unit) => retire(ctx, unit, input));
    } catch (error) {
      if (!(error instanceof OthersAsked)) throw error;
      if (round >= ROUNDS_MAX) throw conflict('Many people are asking for this product just now. Try again.');
    }
  }
}

async function retire(ctx: Context, unit: Unit, input: { productId: string; version?: number | undefined }) {
  // In the order of a submit: organizations, then carts, then the product, then requests.
  const known = isId(input.productId) ? await readWaiting(unit.tx, input.productId) : [];
  const held = await holdOrganizations(unit, {
    ids: [...new Set(known.map(({ organizationId }) => organizationId))],
    withDefault: false,
  });
  await holdCarts(ctx, unit.tx, input.productId);
  const product = await lockProduct(ctx, unit.tx, input);
  requireProductState(product, ['published', 'deprecated']);
  const waiting = await readWaiting(unit.tx, product.id);
  if (waiting.some((request) => !held.some(({ id }) => id === request.organizationId))) throw new OthersAsked();
  await writeProduct(unit, product, { state: 'retired' });
  await unit.tx.delete(cartItems).where(eq(cartItems.productId, product.id));
  const declined = await declineAll(ctx, unit, product, waiting);
  await unit.audit('product.retired', aboutProduct(product), { product: product.slug, from: product.state, declined });
  await announce(unit, { productId: product.id, kind: 'retired' });
  return { declined };
}

async function readWaiting(tx: Transaction, productId: string): Promise<{ id: string; organizationId: string }[]> {
  return tx
    .select({ id: accessRequests.id, organizationId: accessRequests.organizationId })
    .from(accessRequests)
    .innerJoin(accessRequestProducts, eq(accessRequestProducts.accessRequestId, accessRequests.id))
    .where(and(eq(accessRequestProducts.productId, productId), eq(accessRequests.status, 'pending')))
    .orderBy(accessRequests.id);
}

async function declineAll(ctx: Context, unit: Unit, product: LockedProduct, waiting: readonly { id: string }[]) {
  let declined = 0;
  for (const { id } of waiting) {
    if (await declineForRetired(ctx, unit, { requestId: id, productName: product.displayName })) declined += 1;
  }
  return declined;
}
