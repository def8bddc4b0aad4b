import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { auditEvents, organizations } from '@/db/schema';
import { cursorOf, cutPage, type Keyset, onPage, type Page, type PageRequest, pageOrder } from '../keyset';
import { type AuditSubject, subjectByName } from './subject-by-name';

/** An event as the log lists it. */
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
  organizationId: string | null;
  organizationName: string | null;
  detail: Record<string, unknown>;
  ip: string;
  requestId: string;
  cursor: string;
};

const keyset: Keyset = { at: auditEvents.at, id: auditEvents.id, order: 'newest first' };

/** A page of the events that meet all conditions, newest first. For those who were let in. */
export async function readEvents(
  db: Pick<Database, 'select'>,
  conditions: readonly (SQL | undefined)[],
  page: PageRequest & { limit: number },
): Promise<Page<AuditLine>> {
  const rows = await eventsQuery(db, conditions, page);
  return cutPage(rows, page.limit, page);
}

/** The statement itself, so that a test can ask PostgreSQL how it would go about it. */
export function eventsQuery(
  db: Pick<Database, 'select'>,
  conditions: readonly (SQL | undefined)[],
  page: PageRequest & { limit: number },
) {
  // The page is cut first: names are looked up for what is shown, never for what is passed over.
  const shown = db
    .select()
    .from(auditEvents)
    .where(and(...conditions, onPage(keyset, page)))
    .orderBy(pageOrder(keyset, page))
    .limit(page.limit + 1)
    .as('audit_events');
  return db
    .select({
      id: shown.id,
      at: shown.at,
      event: shown.event,
      actorKind: shown.actorKind,
      actor: shown.actorLabel,
      actorId: shown.actorId,
      subjectKind: shown.subjectKind,
      subjectId: shown.subjectId,
      subject: sql<AuditSubject | null>`${subjectByName}`,
      organizationId: shown.organizationId,
      organizationName: organizations.name,
      detail: shown.detail,
      ip: shown.ip,
      requestId: shown.requestId,
      cursor: cursorOf(keyset),
    })
    .from(shown)
    .leftJoin(organizations, eq(organizations.id, shown.organizationId))
    .orderBy(pageOrder(keyset, page));
}
