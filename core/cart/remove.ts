import { and, eq } from 'drizzle-orm';
import { cartItems } from '@/db/schema';
import type { Context } from '../context';
import { forbidden, notFound } from '../errors';
import { isActiveDeveloper } from '../identity/actor';
import { mutate } from '../mutate';
import { authorize } from '../policy';

/** Takes a product out of the actor's own cart. Throws `not_found` when it is not there. */
export async function removeFromCart(ctx: Context, input: { catalogId: string; productId: string }): Promise<void> {
  const { actor } = ctx;
  await mutate(ctx, async (unit) => {
    authorize(actor, 'cart.change');
    if (!isActiveDeveloper(actor)) throw forbidden();
    const [removed] = await unit.tx
      .delete(cartItems)
      .where(
        and(
          eq(cartItems.userId, actor.userId),
          eq(cartItems.catalogId, input.catalogId),
          eq(cartItems.productId, input.productId),
        ),
      )
      .returning({ productId: cartItems.productId });
    if (!removed) throw notFound();
    const subject = { kind: 'cart', id: actor.userId, organizationId: actor.organization.id };
    await unit.audit('cart.item_removed', subject, input);
  });
}
