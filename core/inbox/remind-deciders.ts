import { sql } from 'drizzle-orm';
import type { Context } from '../context';
import { forbidden } from '../errors';
import { mutate, type Unit } from '../mutate';
import { readSettings } from '../settings/read';
import { isDecidedBy, letWait } from './due-requests';

/** How many requests one run writes down; the next run goes on. */
const REQUESTS_MAX = 500;

/** Another run of the task was faster, or nothing waits too long: a change that changes nothing explains nothing. */
class NothingDue extends Error {}

/**
 * Reminds those who decide of requests that wait longer than the portal's settings say: each of them gets one mail and
 * one line under the bell for all that they may decide. A request is told of once in each such period, however often and
 * from however many workers this runs. Who holds a request that waits for its developer or for another system is not
 * reminded. Answers how many requests were told of. Only the system may.
 */
export async function remindDeciders(ctx: Context): Promise<{ requests: number }> {
  if (ctx.actor.kind !== 'system') throw forbidden();
  const { remindDecidersDays: days } = await readSettings(ctx.db);
  if (days === 0) return { requests: 0 };
  try {
    return await mutate(ctx, (unit) => remind(unit, days));
  } catch (error) {
    if (error instanceof NothingDue) return { requests: 0 };
    throw error;
  }
}

async function remind(unit: Unit, days: number): Promise<{ requests: number }> {
  // Asked again for each row under its lock: of two workers the second finds the moment that the first has written.
  const { rows: due } = await unit.tx.execute<{ id: string; organization_id: string }>(sql`
    update access_requests set reminded_at = now()
    where id in (select id from access_requests where ${isDue(days)} order by created_at, id limit ${REQUESTS_MAX})
      and ${isDue(days)}
    returning id, organization_id`);
  if (due.length === 0) throw new NothingDue();
  for (const { id, organization_id: organizationId } of due) {
    await unit.audit('access_request.deciders_reminded', { kind: 'access_request', id, organizationId }, { days });
  }
  for (const { id: userId, count } of await readDeciders(
    unit,
    due.map(({ id }) => id),
  )) {
    await unit.mail({ message: 'requests-waiting', to: { userId } });
    const title = count === 1 ? 'A request waits for a decision' : `${count} requests wait for a decision`;
    await unit.notify({
      userId,
      kind: 'access_request.deciders_reminded',
      title,
      href: '/admin/requests?kind=request',
    });
  }
  return { requests: due.length };
}

function isDue(days: number) {
  return sql`(${letWait(days)}
    and coalesce(access_requests.reminded_at, 'epoch') < now() - make_interval(days => ${days}))`;
}

/** Who decides any of these requests, and how many of them. */
async function readDeciders(unit: Unit, ids: readonly string[]): Promise<{ id: string; count: number }[]> {
  const { rows } = await unit.tx.execute<{ id: string; count: number }>(sql`
    select u.id, count(*)::int as count from users u join access_requests on ${isDecidedBy(sql`u.id`)}
    where u.kind = 'admin' and u.status = 'active' and u.admin_role in ('owner', 'admin', 'approver')
      and access_requests.id = any (${`{${ids.join(',')}}`}::uuid[])
    group by u.id order by u.id`);
  return rows;
}
