import { and, eq } from 'drizzle-orm';
import { inboxFilters } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { userIdOf } from '../identity/actor';
import { mutate } from '../mutate';
import { can } from '../policy';

/** Forgets a filter that whoever asks keeps. Throws `not_found` for those of others, as for what never was. */
export async function deleteInboxFilter(ctx: Context, input: { filterId: string }): Promise<{ name: string }> {
  const userId = userIdOf(ctx.actor);
  if (!can(ctx.actor, 'inbox.use') || !userId) throw notFound();
  return mutate(ctx, async (unit) => {
    const [gone] = await unit.tx
      .delete(inboxFilters)
      .where(and(eq(inboxFilters.id, input.filterId), eq(inboxFilters.userId, userId)))
      .returning({ name: inboxFilters.name, query: inboxFilters.query });
    if (!gone) throw notFound();
    await unit.audit('inbox_filter.deleted', { kind: 'user', id: userId }, gone);
    return { name: gone.name };
  });
}
