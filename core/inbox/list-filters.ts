import { eq, sql } from 'drizzle-orm';
import { inboxFilters } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { userIdOf } from '../identity/actor';
import { can } from '../policy';

/** A filter of the inbox that an admin keeps for themselves: the query of its address, without the question mark. */
export type InboxFilter = { id: string; name: string; query: string };

/** The filters of whoever asks, by name. Throws `not_found` for everybody but portal admins. */
export async function listInboxFilters(ctx: Context): Promise<InboxFilter[]> {
  const userId = userIdOf(ctx.actor);
  if (!can(ctx.actor, 'inbox.use') || !userId) throw notFound();
  return ctx.db
    .select({ id: inboxFilters.id, name: inboxFilters.name, query: inboxFilters.query })
    .from(inboxFilters)
    .where(eq(inboxFilters.userId, userId))
    .orderBy(sql`lower(${inboxFilters.name})`);
}
