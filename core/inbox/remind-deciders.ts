import { sql } from 'drizzle-orm';
import type { Context } from '../context';
import { forbidden } from '../errors';
import { mutate, type Unit } from '../mutate';
import { readSettings } from '../settings/read';
import { type DueMatter, lockDueMatters } from './due-matters';
import { isDecidedBy } from './due-requests';

/** Another run of the task was faster, or nothing waits too long: a change that changes nothing explains nothing. */
class NothingDue extends Error {}

/**
 * Reminds those who decide of what waits for longer than the portal's settings say, developers, organizations and access
 * requests: each of them gets one mail and one line under the bell for all that they may decide. A matter is told of
 * once in each such period, however often and from however many workers this runs. A request that waits for its
 * developer or for another system is not told of. Answers how many requests and how many others were. Only the system
 * may.
 */
export async function remindDeciders(ctx: Context): Promise<{ requests: number; others: number }> {
  if (ctx.actor.kind !== 'system') throw forbidden();
  const { remindDecidersDays: days } = await readSettings(ctx.db);
  const nothing = { requests: 0, others: 0 };
  if (days === 0) return nothing;
  try {
    return await mutate(ctx, (unit) => remind(unit, days));
  } catch (error) {
    if (error instanceof NothingDue) return nothing;
    throw error;
  }
}

async function remind(unit: Unit, days: number): Promise<{ requests: number; others: number }> {
  const due = await lockDueMatters(unit, days);
  if (due.length === 0) throw new NothingDue();
  for (const matter of due) await note(unit, matter, days);
  const requests = due.filter(({ kind }) => kind === 'request').map(({ id }) => id);
  const others = due.length - requests.length;
  for (const { id: userId, count } of await readDeciders(unit, requests, others)) {
    await unit.mail({ message: 'requests-waiting', to: { userId } });
    const title = count === 1 ? 'A request waits for a decision' : `${count} requests wait for a decision`;
    await unit.notify({ userId, kind: 'access_request.deciders_reminded', title, href: '/admin/requests' });
  }
  return { requests: requests.length, others };
}

const EVENTS = {
  request: ['access_request.deciders_reminded', 'access_request'],
  developer: ['user.deciders_reminded', 'user'],
  organization: ['organization.deciders_reminded', 'organization'],
} as const;

async function note(unit: Unit, { kind, id, organizationId }: DueMatter, days: number): Promise<void> {
  const [event, subject] = EVENTS[kind];
  await unit.audit(event, { kind: subject, id, organizationId }, { days });
}

/** Who decides any of it, and how much: developers and organizations are for those who decide whatever waits. */
async function readDeciders(
  unit: Unit,
  requests: readonly string[],
  others: number,
): Promise<{ id: string; count: number }[]> {
  const { rows } = await unit.tx.execute<{ id: string; count: number }>(sql`
    select u.id, ((select count(*) from access_requests where access_requests.id = any (${`{${requests.join(',')}}`}::uuid[])
        and ${isDecidedBy(sql`u.id`)})
      + case when exists (select from approver_products chosen where chosen.user_id = u.id)
        then 0 else ${others}::int end)::int as count
    from users u where u.kind = 'admin' and u.status = 'active' and u.admin_role in ('owner', 'admin', 'approver')
    order by u.id`);
  return rows.filter(({ count }) => count > 0);
}
