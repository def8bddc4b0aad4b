import { type SQL, sql } from 'drizzle-orm';
import type { Unit } from '../mutate';
import { letWait } from './due-requests';
import type { Matter } from './matter';

/** How many of each kind one run writes down; the next run goes on. */
const MATTERS_MAX = 500;

/** A matter of which those who decide are to be reminded, and the organization that it belongs to. */
export type DueMatter = Matter & { organizationId: string | null };

/**
 * What waits for longer than `days` and was told of in no such period, held until the change commits: of two workers
 * the second finds what the first has written. Organizations before people before requests, as everywhere.
 */
export async function lockDueMatters(unit: Unit, days: number): Promise<DueMatter[]> {
  const organizations = await lockTold(unit, days, {
    kind: 'organization',
    event: 'organization.deciders_reminded',
    from: sql`select id, id as organization_id from organizations where ${pendingOrganization(days)}`,
  });
  const developers = await lockTold(unit, days, {
    kind: 'developer',
    event: 'user.deciders_reminded',
    from: sql`select id, organization_id from users where ${pendingDeveloper(days)}`,
  });
  return [...organizations, ...developers, ...(await takeRequests(unit, days))];
}

/** Organizations that wait for longer than `days`. */
export function pendingOrganization(days: number): SQL {
  return sql`(organizations.status = 'pending' and organizations.created_at < now() - make_interval(days => ${days}))`;
}

/** Developers who wait for longer than `days`. */
export function pendingDeveloper(days: number): SQL {
  return sql`(users.kind = 'developer' and users.status = 'pending'
    and users.created_at < now() - make_interval(days => ${days}))`;
}

type Row = { id: string; organization_id: string | null };

/** Their rows have no place for the moment: the audit log has it. */
async function lockTold(
  unit: Unit,
  days: number,
  { kind, event, from }: { kind: Matter['kind']; event: string; from: SQL },
): Promise<DueMatter[]> {
  const { rows } = await unit.tx.execute<Row>(sql`${from} order by id limit ${MATTERS_MAX} for update`);
  if (rows.length === 0) return [];
  // A statement of its own: it sees what was committed while the first one waited.
  const { rows: told } = await unit.tx.execute<{ id: string }>(sql`
    select distinct subject_id as id from audit_events where event = ${event}
      and subject_id = any (${`{${rows.map(({ id }) => id)}}`}::uuid[])
      and at >= now() - make_interval(days => ${days})`);
  const known = new Set(told.map(({ id }) => id));
  return rows.filter(({ id }) => !known.has(id)).map((row) => matterOf(kind, row));
}

/** Asked again for each row under its lock: of two workers the second finds the moment that the first has written. */
async function takeRequests(unit: Unit, days: number): Promise<DueMatter[]> {
  const isDue = sql`(${letWait(days)}
    and coalesce(access_requests.reminded_at, 'epoch') < now() - make_interval(days => ${days}))`;
  const { rows } = await unit.tx.execute<Row>(sql`
    update access_requests set reminded_at = now()
    where id in (select id from access_requests where ${isDue} order by created_at, id limit ${MATTERS_MAX})
      and ${isDue}
    returning id, organization_id`);
  return rows.map((row) => matterOf('request', row));
}

function matterOf(kind: Matter['kind'], { id, organization_id: organizationId }: Row): DueMatter {
  return { kind, id, organizationId };
}
