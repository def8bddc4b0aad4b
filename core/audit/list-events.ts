import { and, eq, type SQL, sql } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { auditEvents, organizations } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { cursorOf, cutPage, type Keyset, onPage, type Page, type PageRequest, pageOrder, searchWords } from '../keyset';
import { can } from '../policy';
import { type AuditSubject, subjectByName } from './subject-by-name';

/** Rows a page. */
const PAGE = 50;

export type AuditLine = {
  id: string;
  at: Date;
  event: string;
  actorKind: string;
  actor: string;
  actorId: string | null;
  subjectKind: string;
  subjectId: string | null;
  /** What it happened to, by name, while it is still there. */
  subject: AuditSubject | null;
  organizationName: string | null;
  detail: Record<string, unknown>;
  ip: string;
  cursor: string;
};
export type AuditFilters = {
  /** An event, or the part before the dot for everything of that kind. */
  event?: string | undefined;
  /** Words of the actor's name. */
  actor?: string | undefined;
  /** The id of what it happened to. */
  subjectId?: string | undefined;
  /** Days, as `2026-11-21`, in UTC; `to` is included. */
  from?: string | undefined;
  to?: string | undefined;
};

const keyset: Keyset = { at: auditEvents.at, id: auditEvents.id, order: 'newest first' };

/** The audit log for portal admins, newest first. Throws `not_found` for everybody else. */
export async function listAuditEvents(
  ctx: Context,
  filters: AuditFilters,
  page: PageRequest = {},
): Promise<Page<AuditLine>> {
  if (!can(ctx.actor, 'audit.read')) throw notFound();
  const rows = await ctx.db
    .select({
      id: auditEvents.id,
      at: auditEvents.at,
      event: auditEvents.event,
      actorKind: auditEvents.actorKind,
      actor: auditEvents.actorLabel,
      actorId: auditEvents.actorId,
      subjectKind: auditEvents.subjectKind,
      subjectId: auditEvents.subjectId,
      subject: subjectByName,
      organizationName: organizations.name,
      detail: auditEvents.detail,
      ip: auditEvents.ip,
      cursor: cursorOf(keyset),
    })
    .from(auditEvents)
    .leftJoin(organizations, eq(organizations.id, auditEvents.organizationId))
    .where(and(...matches(filters), onPage(keyset, page)))
    .orderBy(pageOrder(keyset, page))
    .limit(PAGE + 1);
  return cutPage(rows, PAGE, page);
}

function matches({ event, actor, subjectId, from, to }: AuditFilters): (SQL | undefined)[] {
  return [
    event ? ofKind(event) : undefined,
    ...searchWords(auditEvents.actorLabel, actor),
    subjectId ? eqId(subjectId) : undefined,
    isDay(from) ? sql`${auditEvents.at} >= ${from}::date at time zone 'UTC'` : undefined,
    isDay(to) ? sql`${auditEvents.at} < (${to}::date + 1) at time zone 'UTC'` : undefined,
  ];
}

/** A range instead of a pattern, so that the index of events is of use. */
function ofKind(event: string): SQL {
  if (event.includes('.')) return eq(auditEvents.event, event);
  return sql`(${auditEvents.event} >= ${`${event}.`} and ${auditEvents.event} < ${`${event}/`})`;
}

function eqId(given: string): SQL {
  return isId(given) ? eq(auditEvents.subjectId, given) : sql`false`;
}

function isDay(given: string | undefined): given is string {
  return given !== undefined && /^\d{4}-\d\d-\d\d$/.test(given) && !Number.isNaN(Date.parse(given));
}
