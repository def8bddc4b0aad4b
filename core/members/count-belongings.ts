import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { users } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';
import { visibleUsers } from '../visibility';

/** What is at stake when several developers are changed at once. */
export type Belongings = {
  people: number;
  apps: number;
  /** Keys that open something now. */
  keys: number;
  /** Those of them that belong to personal apps. */
  personalKeys: number;
  sessions: number;
};

/**
 * Counts what these developers have, for the question before a bulk act. Throws `not_found` for all but portal admins.
 */
export async function countBelongings(ctx: Context, ids: readonly string[]): Promise<Belongings> {
  if (!can(ctx.actor, 'user.list')) throw notFound();
  const people = await ctx.db
    .select({ id: users.id })
    .from(users)
    .where(and(inArray(users.id, ids.filter(isId)), eq(users.kind, 'developer'), visibleUsers(ctx.actor)));
  const none = { people: people.length, apps: 0, keys: 0, personalKeys: 0, sessions: 0 };
  if (people.length === 0) return none;
  const theirs = sql`(${sql.join(
    people.map(({ id }) => sql`${id}`),
    sql`, `,
  )})`;
  const { rows } = await ctx.db.execute<Omit<Belongings, 'people'>>(sql`select
    (select count(*)::int from apps app where app.owner_id in ${theirs} and app.deleted_at is null) as apps,
    (${keysOf(theirs)}) as keys, (${keysOf(theirs)} and app.visibility = 'personal') as "personalKeys",
    (select count(*)::int from sessions session where session.user_id in ${theirs} and session.ended_at is null
      and session.expires_at > now()) as sessions`);
  return { ...none, ...rows[0] };
}

function keysOf(theirs: SQL): SQL {
  return sql`select count(*)::int from credentials key join apps app on app.id = key.app_id
    where app.owner_id in ${theirs} and app.deleted_at is null and key.status in ('active', 'provisioning')
    and (key.expires_at is null or key.expires_at > now())`;
}
