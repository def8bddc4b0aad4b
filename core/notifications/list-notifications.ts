import { and, eq } from 'drizzle-orm';
import { notifications } from '@/db/schema';
import type { Context } from '../context';
import { unauthenticated } from '../errors';
import { userIdOf } from '../identity/actor';
import { cursorOf, cutPage, type Keyset, onPage, type Page, type PageRequest, pageOrder } from '../keyset';

/** Rows a page. */
const PAGE = 30;

/** A line under the bell. */
export type NotificationLine = {
  id: string;
  kind: string;
  title: string;
  isRead: boolean;
  createdAt: Date;
  cursor: string;
};

const keyset: Keyset = { at: notifications.createdAt, id: notifications.id, order: 'newest first' };

/** What happened that concerns the person who asks, newest first. Throws `unauthenticated` for nobody. */
export async function listNotifications(ctx: Context, page: PageRequest = {}): Promise<Page<NotificationLine>> {
  const userId = userIdOf(ctx.actor);
  if (!userId) throw unauthenticated();
  const rows = await ctx.db
    .select({
      id: notifications.id,
      kind: notifications.kind,
      title: notifications.title,
      readAt: notifications.readAt,
      createdAt: notifications.createdAt,
      cursor: cursorOf(keyset),
    })
    .from(notifications)
    .where(and(eq(notifications.userId, userId), onPage(keyset, page)))
    .orderBy(pageOrder(keyset, page))
    .limit(PAGE + 1);
  const lines = rows.map(({ readAt, ...line }) => ({ ...line, isRead: readAt !== null }));
  return cutPage(lines, PAGE, page);
}
