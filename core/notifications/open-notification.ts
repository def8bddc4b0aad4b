import { and, eq, sql } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { notifications } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { userIdOf } from '../identity/actor';
import { safePath } from '../identity/safe-path';

/**
 * Marks one's notification as read and answers where it leads: always a path of the portal. Reading is nobody else's
 * business, so no audit event tells of it. Throws `not_found` for what is not one's own.
 */
export async function openNotification(ctx: Context, input: { notificationId: string }): Promise<{ href: string }> {
  const userId = userIdOf(ctx.actor);
  if (!userId || !isId(input.notificationId)) throw notFound();
  const [row] = await ctx.db
    .update(notifications)
    .set({ readAt: sql`coalesce(${notifications.readAt}, now())` })
    .where(and(eq(notifications.id, input.notificationId), eq(notifications.userId, userId)))
    .returning({ href: notifications.href });
  if (!row) throw notFound();
  return { href: safePath(row.href) };
}
