import { count, eq } from 'drizzle-orm';
import { cartItems } from '@/db/schema';
import type { Context } from '../context';
import { isActiveDeveloper } from '../identity/actor';

/** How many products the actor's cart holds; 0 for whoever has none. */
export async function countCartItems(ctx: Context): Promise<number> {
  if (!isActiveDeveloper(ctx.actor)) return 0;
  const [row] = await ctx.db.select({ items: count() }).from(cartItems).where(eq(cartItems.userId, ctx.actor.userId));
  return row?.items ?? 0;
}
