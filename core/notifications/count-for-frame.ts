import { sql } from 'drizzle-orm';
import type { Context } from '../context';
import { userIdOf } from '../identity/actor';

/** What the live portal's frame shows beside the navigation. */
export type FrameCounts = { cart: number; unread: number };

/** How many products are in one's cart and how many notifications are unread: one statement, none for nobody. */
export async function countForFrame(ctx: Context): Promise<FrameCounts> {
  const userId = userIdOf(ctx.actor);
  if (!userId) return { cart: 0, unread: 0 };
  const { rows } = await ctx.db.execute<FrameCounts>(sql`select
    (select count(*)::int from cart_items where user_id = ${userId}) as cart,
    (select count(*)::int from notifications where user_id = ${userId} and read_at is null) as unread`);
  return rows[0] ?? { cart: 0, unread: 0 };
}
