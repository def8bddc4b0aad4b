import { and, asc, eq, inArray, or, sql } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { accessRequests, auditEvents } from '@/db/schema';
import type { AuditEventName } from '../audit-events';
import type { Context } from '../context';
import { notFound } from '../errors';
import { visibleAccessRequests } from '../visibility';

/** What developers are told of a request's history; what admins do among themselves is not among it. */
const TOLD = [
  'access_request.submitted',
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

export type ToldEvent = (typeof TOLD)[number];
/** `by` is a developer's name; null for the provider and for what happened by itself. */
export type HistoryLine = { id: string; at: Date; event: ToldEvent; by: string | null; isProvider: boolean };

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
      at: auditEvents.at,
      event: auditEvents.event,
      kind: auditEvents.actorKind,
      label: auditEvents.actorLabel,
    })
    .from(auditEvents)
    .where(
      and(
        or(
          and(eq(auditEvents.subjectKind, 'access_request'), sql`${auditEvents.subjectId} in ${asked}`),
          and(eq(auditEvents.subjectKind, 'credential'), sql`${auditEvents.subjectId} in ${itsKeys}`),
        ),
        inArray(auditEvents.event, [...TOLD]),
      ),
    )
    .orderBy(asc(auditEvents.at), asc(auditEvents.id))
    .limit(LINES_MAX);
  return rows.map(({ id, at, event, kind, label }) => ({
    ...{ id, at, event: event as ToldEvent },
    by: kind === 'developer' ? label : null,
    isProvider: kind === 'admin',
  }));
}
