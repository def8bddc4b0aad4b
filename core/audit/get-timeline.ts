import { eq, or, type SQL, sql } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { auditEvents } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import type { Page, PageRequest } from '../keyset';
import { can } from '../policy';
import { type AuditLine, readEvents } from './read-events';
import { type AuditSubject, subjectByName } from './subject-by-name';
import { type AuditSubjectKind, isAuditSubjectKind } from './subject-kinds';

const PAGE = 50;

/** The events of one thing, and what it is called. */
export type Timeline = {
  kind: AuditSubjectKind;
  id: string;
  /** By its name of today, or by the last one that the log knows; null where there is none. */
  name: string | null;
  /** Null where it is gone. */
  subject: AuditSubject | null;
  /** Whether events of what belongs to it stand among its own. */
  hasBelongings: boolean;
  page: Page<AuditLine>;
};

/**
 * Everything that happened to one thing and to what belongs to it, newest first, for portal admins; also of things that
 * are gone. Throws `not_found` for everybody else and for what the log never heard of.
 */
export async function getTimeline(
  ctx: Context,
  input: { kind: string; id: string },
  page: PageRequest = {},
): Promise<Timeline> {
  const { kind, id } = input;
  if (!can(ctx.actor, 'audit.read') || !isAuditSubjectKind(kind) || !isId(id)) throw notFound();
  const isAbout = aboutIt(kind, id);
  const events = await readEvents(ctx.db, [isAbout], { ...page, limit: PAGE });
  const { rows } = await ctx.db.execute<{ subject: AuditSubject | null; lastName: string | null }>(sql`
    select ${subjectByName} as subject, (
      select coalesce(named.detail ->> 'name', named.detail ->> 'displayName') from audit_events named
      where named.subject_id = ${id} and (named.detail ? 'name' or named.detail ? 'displayName')
        and jsonb_typeof(coalesce(named.detail -> 'name', named.detail -> 'displayName')) = 'string'
      order by named.at desc limit 1) as "lastName"
    from (select ${kind}::text as subject_kind, ${id}::uuid as subject_id) audit_events`);
  const { subject = null, lastName = null } = rows[0] ?? {};
  if (subject === null && events.rows.length === 0) throw notFound();
  return {
    kind,
    id,
    name: subject?.name ?? lastName,
    subject,
    hasBelongings: Object.hasOwn(belongings, kind) || kind === 'organization',
    page: events,
  };
}

function aboutIt(kind: AuditSubjectKind, id: string): SQL | undefined {
  const itself = eq(auditEvents.subjectId, id);
  if (kind === 'organization') return or(eq(auditEvents.organizationId, id), itself);
  const belonging = belongings[kind];
  // As an array, so that the index of subjects is asked for each of them.
  if (belonging) return sql`${auditEvents.subjectId} = any(array(${belonging(id)} union all select ${id}::uuid))`;
  return itself;
}

/** What belongs to a thing has events of its own. */
const belongings: Partial<Record<AuditSubjectKind, (id: string) => SQL>> = {
  user: (id) => sql`select invitations.id from invitations where invitations.user_id = ${id}
    union all select api_tokens.id from api_tokens where api_tokens.user_id = ${id}`,
  app: (id) => sql`select access_requests.id from access_requests where access_requests.app_id = ${id}
    union all select credentials.id from credentials where credentials.app_id = ${id}`,
  access_request: (id) => sql`select credentials.id from credentials where credentials.access_request_id = ${id}`,
  credential: (id) => sql`select credentials.access_request_id from credentials where credentials.id = ${id}
    and credentials.access_request_id is not null`,
  product: (id) => sql`select product_guides.id from product_guides where product_guides.product_id = ${id}
    union all select product_changes.id from product_changes where product_changes.product_id = ${id}
    union all select images.id from images where images.product_id = ${id}
    union all select api_documents.id from api_documents
      join product_apis on product_apis.id = api_documents.product_api_id where product_apis.product_id = ${id}`,
};
