import { type SQL, sql } from 'drizzle-orm';
import { decidableBy } from '../access-requests/decidable-by';
import type { Context } from '../context';
import { notFound } from '../errors';
import { isActiveAdmin, userIdOf } from '../identity/actor';
import { can } from '../policy';
import { isDead } from '../reconciler/dead-jobs';

/** Nobody counts on: the thousand and first says that there are more. */
const COUNTED_MAX = 1_000;

/** How many wait for a decision, of more than a thousand 1,001; and since when the oldest does. */
export type Waiting = { count: number; oldest: Date | null };
/** What asks for an admin: matters to decide, and things that went wrong. */
export type WhatWaits = {
  developers: Waiting;
  organizations: Waiting;
  requests: Waiting;
  /** What somebody has to look after. */
  failedKeys: number;
  failedMails: number;
  deadJobs: number;
  gatewayProblems: number;
  /** Under the bell of whoever asks. */
  unread: number;
};

type Row = { kind: string; count: number; oldest: string | null };

/**
 * What waits for portal admins, in one query: for badges and the home page. For an approver of chosen products only
 * requests wait: the others decide about developers and organizations. Throws `not_found` for everybody else.
 */
export async function countWaiting(ctx: Context): Promise<WhatWaits> {
  if (!can(ctx.actor, 'accessRequest.list_all')) throw notFound();
  const isOfChosenProducts = isActiveAdmin(ctx.actor) && ctx.actor.productIds !== null;
  const elsewhere = isOfChosenProducts ? sql`false` : sql`true`;
  const { rows } = await ctx.db.execute<Row>(sql`
    ${counted('developers', sql`users where kind = 'developer' and status = 'pending' and ${elsewhere}`)}
    union all ${counted('organizations', sql`organizations where status = 'pending' and ${elsewhere}`)}
    union all ${counted('requests', sql`access_requests where status = 'pending' and ${decidableBy(ctx.actor)}`)}
    union all select 'failedKeys', count(*)::int, null from credentials where status = 'failed'
    union all select 'failedMails', count(*)::int, null from mails
      where state = 'failed' and created_at > now() - interval '7 days'
    union all select 'deadJobs', count(*)::int, null from graphile_worker.jobs j where ${isDead}
    union all select 'gatewayProblems', count(*)::int, null from gateways where last_problem is not null
    union all select 'unread', count(*)::int, null from notifications
      where user_id = ${userIdOf(ctx.actor)}::uuid and read_at is null`);
  const of = (kind: string): Waiting => {
    const row = rows.find((found) => found.kind === kind);
    return { count: row?.count ?? 0, oldest: row?.oldest ? new Date(row.oldest) : null };
  };
  return {
    developers: of('developers'),
    organizations: of('organizations'),
    requests: of('requests'),
    failedKeys: of('failedKeys').count,
    failedMails: of('failedMails').count,
    deadJobs: of('deadJobs').count,
    gatewayProblems: of('gatewayProblems').count,
    unread: of('unread').count,
  };
}

function counted(kind: string, waiting: SQL): SQL {
  return sql`select ${kind}::text as kind, count(*)::int as count, min(created_at) as oldest
    from (select created_at from ${waiting} order by created_at limit ${COUNTED_MAX + 1}) waiting`;
}
