import { and, eq, ne, sql } from 'drizzle-orm';
import { inboxFilters, users } from '@/db/schema';
import type { Context } from '../context';
import { conflict, invalid, notFound } from '../errors';
import { userIdOf } from '../identity/actor';
import { mutate } from '../mutate';
import { can } from '../policy';

/** In characters; of the query what the address of the inbox can have. */
const NAME_MAX = 60;
const QUERY_MAX = 1000;
/** As many as one finds again. */
const FILTERS_MAX = 20;

/**
 * Keeps a filter of the inbox for whoever asks, under a name; one that they have under this name is replaced. Throws
 * `not_found` for everybody but portal admins, `invalid` for `name` or for a filter of nothing, `conflict` when there
 * are too many.
 */
export async function saveInboxFilter(ctx: Context, input: { name: string; query: string }): Promise<void> {
  const userId = userIdOf(ctx.actor);
  if (!can(ctx.actor, 'inbox.use') || !userId) throw notFound();
  const name = parseName(input.name);
  const { query } = input;
  if (!query || query.length > QUERY_MAX) throw invalid('name', 'Filter the inbox first, then keep the filter.');
  await mutate(ctx, async (unit) => {
    // One at a time for each person, so that nobody has more than the limit, or one name twice.
    await unit.tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for('update');
    const isSame = sql`lower(${inboxFilters.name}) = lower(${name})`;
    const others = await unit.tx.$count(
      inboxFilters,
      and(eq(inboxFilters.userId, userId), ne(sql`lower(${inboxFilters.name})`, sql`lower(${name})`)),
    );
    if (others >= FILTERS_MAX) throw conflict(`You keep ${FILTERS_MAX} filters. Delete one first.`);
    await unit.tx.delete(inboxFilters).where(and(eq(inboxFilters.userId, userId), isSame));
    await unit.tx.insert(inboxFilters).values({ userId, name, query });
    await unit.audit('inbox_filter.saved', { kind: 'user', id: userId }, { name, query });
  });
}

function parseName(given: string): string {
  const name = given.normalize('NFC').replaceAll('\0', '').trim().replace(/\s+/g, ' ');
  if (!name) throw invalid('name', 'Give the filter a name.');
  if (name.length > NAME_MAX) throw invalid('name', `Use at most ${NAME_MAX} characters.`);
  return name;
}
