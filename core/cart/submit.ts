import { and, eq, inArray } from 'drizzle-orm';
import { cartItems } from '@/db/schema';
import type { Context } from '../context';
import { conflict, forbidden } from '../errors';
import { type DeveloperActor, isActiveDeveloper } from '../identity/actor';
import { throttle } from '../identity/throttle';
import { mutate, type Unit } from '../mutate';
import { authorize } from '../policy';
import { AlreadySubmitted, makeRequest, type RequestWish, type Submitted, submitLimit } from './make-request';
import { type CartItem, lockCartItems } from './read-items';

/** A group of the cart as its form sends it. */
export type CartSubmission = RequestWish & {
  /** The products of one catalog that live at one gateway make one key. May be left out when there is only one. */
  gatewayId?: string;
  /** What the person saw in the group. When the cart holds something else by now, nothing is asked for. */
  productIds?: readonly string[];
};

/**
 * Asks for the products of one catalog in the actor's cart: the app if it is new, the request with the terms copied,
 * the cart emptied of them, in one transaction, after checking everything again. Where a rule, the plan or the portal
 * approves by itself, the request is approved at once; otherwise whoever decides is told. Sending the same form again
 * answers the same.
 *
 * Throws `invalid` for `planId`, `appName`, `appId` and `answers.<name>`; `conflict` when the cart has changed, the
 * allowance is used up or the same is waiting already; `not_found` for an app that the actor may not see.
 */
export async function submitCartGroup(ctx: Context, input: CartSubmission): Promise<Submitted> {
  const { actor } = ctx;
  authorize(actor, 'cart.change');
  if (!isActiveDeveloper(actor)) throw forbidden();
  await throttle(ctx, submitLimit(actor));
  try {
    return await mutate(ctx, async (unit) => {
      const { items, ...made } = await makeRequest(ctx, unit, actor, input, () => lockGroup(unit, actor, input));
      await emptyCart(unit, actor, input.catalogId, items);
      return made;
    });
  } catch (error) {
    if (error instanceof AlreadySubmitted) return error.submitted;
    throw error;
  }
}

async function lockGroup(unit: Unit, actor: DeveloperActor, input: CartSubmission): Promise<CartItem[]> {
  const { catalogId, gatewayId, productIds } = input;
  const items = await lockCartItems(unit.tx, actor, { catalogId, ...(gatewayId && { gatewayId }) });
  if (items.length === 0) throw conflict('These products are not in your cart any more. Open the cart again.');
  const found = items.map(({ productId }) => productId);
  if (productIds && !isSameSet(productIds, found)) {
    throw conflict('Your cart has changed since you opened it. Open it again to see what you would ask for.');
  }
  return items;
}

function isSameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id) => other.includes(id));
}

async function emptyCart(
  unit: Unit,
  actor: DeveloperActor,
  catalogId: string,
  items: readonly CartItem[],
): Promise<void> {
  await unit.tx.delete(cartItems).where(
    and(
      eq(cartItems.userId, actor.userId),
      eq(cartItems.catalogId, catalogId),
      inArray(
        cartItems.productId,
        items.map(({ productId }) => productId),
      ),
    ),
  );
}
