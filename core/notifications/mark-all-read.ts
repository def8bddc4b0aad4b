import { and, eq, isNull, sql } from 'drizzle-orm';
import { notifications } from '@/db/schema';
import type { Context } from '../context';
import { unauthenticated } from '../errors';
import { userIdOf } from '../identity/actor';

/** Marks everything under one's own bell as read. Throws `unauthenticated` for nobody. */
export async function markAllRead(ctx: Context): Promise<void> {
  const userId = userIdOf(ctx.actor);
  if (!userId) throw unauthenticated();
  await ctx.db
    .update(notifications)
    .set({ readAt: sql`now()` })
    .where(and(eq(notifications.userId, userId), isNull(notifications.readAt)));
}
