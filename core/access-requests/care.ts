import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '../context';
import { forbidden } from '../errors';
import { isClaimOver, isReminderDue } from './claim-due';
import { endUnclaimed } from './end-unclaimed';
import { remindUnclaimed } from './remind-unclaimed';

/** One run works off so many of each kind; the next run goes on. */
const REQUESTS_MAX = 500;

/**
 * What one run did: how many requesters were told, approvals ended, and requests left for the next run after an error.
 */
export type RequestCare = { reminded: number; ended: number; failed: number };

/**
 * Looks after approvals whose key nobody generated: their requesters are told in time that the approval will end, and
 * it ends when the time of the settings is over. Running late, twice, in two workers or after a crash tells nobody
 * twice: each request is a change of its own, which looks again under its lock. One that fails does not hold up the
 * others. Only the system may.
 */
export async function careForRequests(ctx: Context): Promise<RequestCare> {
  if (ctx.actor.kind !== 'system') throw forbidden();
  const care: RequestCare = { reminded: 0, ended: 0, failed: 0 };
  // Those that end first: who was told a week ago is not told again a moment before.
  for (const requestId of await findRequests(ctx, isClaimOver)) {
    await attempt(ctx, care, 'ended', requestId, () => endUnclaimed(ctx, { requestId }));
  }
  for (const requestId of await findRequests(ctx, isReminderDue)) {
    await attempt(ctx, care, 'reminded', requestId, () => remindUnclaimed(ctx, { requestId }));
  }
  return care;
}

async function findRequests(ctx: Context, which: SQL): Promise<string[]> {
  const { rows } = await ctx.db.execute<{ id: string }>(sql`
    select access_requests.id from access_requests
    join organizations on organizations.id = access_requests.organization_id
    where access_requests.status = 'approved' and ${which}
    order by access_requests.decided_at, access_requests.id limit ${REQUESTS_MAX}`);
  return rows.map(({ id }) => id);
}

async function attempt(
  ctx: Context,
  care: RequestCare,
  what: 'reminded' | 'ended',
  requestId: string,
  work: () => Promise<boolean>,
): Promise<void> {
  try {
    if (await work()) care[what] += 1;
  } catch (error) {
    care.failed += 1;
    ctx.log.error({ err: error, requestId }, 'an unclaimed approval could not be looked after');
  }
}
