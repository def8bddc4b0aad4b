import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { accessRequests, auditEvents } from '@/db/schema';
import type { AuditEventName } from '../audit-events';
import type { Context } from '../context';
import { notFound } from '../errors';
import { visibleAccessRequests } from '../visibility';

/** What developers are told of a request's history; what admins do among themselves is not among it. */
const TOLD = [
  'access_request.submitted',
  'access_request.submitted_for',
  'access_request.information_asked',
  'access_request.information_given',
  'access_request.nudged',
  'access_request.handed_to_admins',
  'access_request.approved',
  'access_request.declined',
  'access_request.cancelled',
  'access_request.withdrawn',
  'access_request.fulfilled',
  'access_request.link_sent_again',
  'access_request.claim_reminded',
  'credential.claimed',
  'credential.activated',
  'credential.failed',
  'credential.regenerated',
  'credential.imported',
  'credential.terms_changed',
  'credential.revoked',
] as const satisfies AuditEventName[];

/** The events that developers read of their requests; the others are the provider's business. */
export type ToldEvent = (typeof TOLD)[number];
/** `by` is a developer's name; null for the provider and for what happened by itself. */
export type HistoryLine = { id: string; at: Date; event: ToldEvent; by: string | null; isProvider: boolean };

/** Asking and deciding happened when the request says so; the rest when it was written down. */
const happenedAt = sql<Date>`coalesce(case ${auditEvents.event}
  when 'access_request.submitted' then (select r.created_at from access_requests r where r.id = ${auditEvents.subjectId})
  when 'access_request.submitted_for' then (select r.created_at from access_requests r where r.id = ${auditEvents.subjectId})
  when 'access_request.approved' then (select r.decided_at from access_requests r where r.id = ${auditEvents.subjectId})
  when 'access_request.declined' then (select r.decided_at from access_requests r where r.id = ${auditEvents.subjectId})
  end, ${auditEvents.at})`.mapWith(auditEvents.at);

/** More than anything that happens to one request. */
const LINES_MAX = 100;

/** What happened to a request and its keys, oldest first, as those who share the app may read it. Throws `not_found`. */
export async function listRequestHistory(ctx: Context, input: { requestId: string }): Promise<HistoryLine[]> {
  if (!isId(input.requestId)) throw notFound();
  const asked = sql`(select ${accessRequests.id} from ${accessRequests}
    where ${and(eq(accessRequests.id, input.requestId), visibleAccessRequests(ctx.db, ctx.actor))})`;
  const itsKeys = sql`(select made.id from credentials made where made.access_request_id in ${asked})`;
  const rows = await ctx.db
    .select({
      id: auditEvents.id,
      at: happenedAt,
      event: auditEvents.event,
      kind: auditEvents.actorKind,
      label: auditEvents.actorLabel,
      // Whoever asks sets off what approves itself, and decides nothing.
      isByItself: sql<boolean>`coalesce(${auditEvents.detail} ->> 'via' = 'auto', false)`,
    })
    .from(auditEvents)
    .where(
      and(
        // As an array, so that the index of subjects is asked for each of them.
        sql`${auditEvents.subjectId} = any(array(${asked} union all ${itsKeys}))`,
        inArray(auditEvents.subjectKind, ['access_request', 'credential']),
        inArray(auditEvents.event, [...TOLD]),
      ),
    )
    .orderBy(asc(happenedAt), asc(auditEvents.id))
    .limit(LINES_MAX);
  return rows.map(({ id, at, event, kind, label, isByItself }) => ({
    ...{ id, at, event: event as ToldEvent },
    by: kind === 'developer' && !isByItself ? label : null,
    isProvider: kind === 'admin',
  }));
}
