import { type SQL, sql } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { productNames, searchedRequests } from '../access-requests/request-line';
import type { AccessRequestStatus } from '../access-requests/status';
import type { Context } from '../context';
import { notFound } from '../errors';
import type { Page, PageRequest } from '../keyset';
import { can } from '../policy';
import { type Found, foundIn, lookUp } from '../search-across';
import { companies, people } from '../search-places';
import { cutSortedPage, onSortedPage, type Sorting, sortedOrder, sortValueOf } from '../sorted-keyset';
import type { InboxKind } from './matter';

/** Rows a page; a file is read in larger ones. */
const PAGE = 50;
/** Rows that one page may hold. */
export const DECIDED_PAGE_MAX = 500;

/** How it ended, or how far it has come since it was decided. */
export type DecidedStatus = Exclude<AccessRequestStatus, 'pending'>;
/** A decision of the past: of a request, or about a developer or an organization, which the audit log tells. */
export type DecidedLine = {
  kind: InboxKind;
  id: string;
  /** Of the request, the developer or the organization. */
  subjectId: string;
  name: string;
  /** Whose it was: person and company. */
  personName: string | null;
  companyName: string | null;
  /** Products and plan; null for who and what is no request. */
  productNames: string | null;
  planName: string | null;
  status: DecidedStatus;
  /** Null: nobody, or somebody who is gone. */
  decidedBy: string | null;
  via: 'auto' | 'admin' | 'third_party' | null;
  ruleName: string;
  reason: string;
  at: Date;
};
/** Which decisions are shown; what is left out does not narrow it. */
export type DecidedFilters = {
  kind?: InboxKind | undefined;
  search?: string | undefined;
  plan?: string | undefined;
  catalogId?: string | undefined;
  status?: DecidedStatus | undefined;
};

type Row = Omit<DecidedLine, 'at'> & { at: string; sortValue: string };
type Branch = { id: SQL; at: SQL; columns: SQL; from: SQL; where: SQL[] };

/** What was decided, of all kinds, the newest first. Throws `not_found` for everybody but portal admins. */
export async function listDecided(
  ctx: Context,
  filters: DecidedFilters,
  page: PageRequest & { limit?: number } = {},
): Promise<Page<DecidedLine>> {
  if (!can(ctx.actor, 'inbox.use')) throw notFound();
  const limit = Math.min(page.limit ?? PAGE, DECIDED_PAGE_MAX);
  const found = await lookUp(ctx.db, searchedRequests, filters.search);
  const branches = [
    requestBranch(filters, found),
    developerBranch('user.activated', filters, found),
    developerBranch('user.declined', filters, found),
    organizationBranch('organization.approved', filters, found),
    organizationBranch('organization.rejected', filters, found),
  ];
  const sorting = { ...ORDER, id: sql`id`, by: sql`at` };
  const { rows } = await ctx.db.execute<Row>(sql`
    select * from (${sql.join(
      branches.map((branch) => select(branch, page, limit)),
      sql` union all `,
    )}) decided
    order by ${sortedOrder(sorting, page)} limit ${limit + 1}`);
  const cut = cutSortedPage(rows, limit, sorting, page);
  return { ...cut, rows: cut.rows.map(({ sortValue: _, at, ...line }) => ({ ...line, at: new Date(at) })) };
}

const ORDER = { name: 'decided', type: 'instant', direction: 'desc' } as const;

function select({ id, at, columns, from, where }: Branch, page: PageRequest, limit: number): SQL {
  const sorting: Sorting = { ...ORDER, id, by: at };
  const onPage = onSortedPage(sorting, page);
  const conditions = sql.join(onPage ? [...where, onPage] : where, sql` and `);
  return sql`(select ${columns}, ${id} as id, ${at} as at, ${sortValueOf(sorting)} as "sortValue"
    from ${from} where ${conditions} order by ${sortedOrder(sorting, page)} limit ${limit + 1})`;
}

function requestBranch({ kind, plan, catalogId, status }: DecidedFilters, found: Found): Branch {
  return {
    id: sql`access_requests.id`,
    at: sql`coalesce(access_requests.decided_at, access_requests.updated_at)`,
    columns: sql`'request' as kind, access_requests.id as "subjectId", apps.name as name, ${person}, ${company},
      ${productNames} as "productNames", access_requests.terms ->> 'displayName' as "planName",
      access_requests.status::text as status,
      (select decider.first_name || ' ' || decider.last_name from users decider
        where decider.id = access_requests.decided_by) as "decidedBy", access_requests.decided_via::text as via,
      access_requests.rule_name as "ruleName", access_requests.decision_reason as reason`,
    from: sql`access_requests join apps on apps.id = access_requests.app_id
      join organizations on organizations.id = access_requests.organization_id
      left join users on users.id = access_requests.requested_by`,
    where: [
      sql`access_requests.status <> 'pending'`,
      ...(kind && kind !== 'request' ? [sql`false`] : []),
      ...(status ? [sql`access_requests.status = ${status}`] : []),
      ...(plan ? [sql`access_requests.terms ->> 'slug' = ${plan}`] : []),
      ...(catalogId ? [isId(catalogId) ? sql`access_requests.catalog_id = ${catalogId}` : sql`false`] : []),
      ...foundIn(searchedRequests, found),
    ],
  };
}

const person = sql`users.first_name || ' ' || users.last_name as "personName"`;
const company = sql`case when organizations.is_default then null else organizations.name end as "companyName"`;

/** What the log tells of a decision about a person or an organization. */
const told = sql`null::text as "productNames", null::text as "planName",
  case when audit_events.event in ('user.activated', 'organization.approved') then 'approved' else 'declined' end as status,
  audit_events.actor_label as "decidedBy", case when audit_events.actor_kind in ('admin', 'token') then 'admin' end as via,
  '' as "ruleName", coalesce(audit_events.detail ->> 'reason', '') as reason`;

/** One branch for each event: then the log is read by its index, however long it is. */
function developerBranch(event: 'user.activated' | 'user.declined', filters: DecidedFilters, found: Found): Branch {
  return {
    id: sql`audit_events.id`,
    at: sql`audit_events.at`,
    columns: sql`'developer' as kind, audit_events.subject_id as "subjectId",
      users.first_name || ' ' || users.last_name as name, users.email as "personName", ${company}, ${told}`,
    // Whoever is gone is in the audit log only.
    from: sql`audit_events join users on users.id = audit_events.subject_id and users.deleted_at is null
      join organizations on organizations.id = users.organization_id`,
    where: [
      sql`audit_events.event = ${event}`,
      sql`audit_events.detail ->> 'from' = 'pending'`,
      ...fitsOther('developer', event, filters),
      ...foundIn([people(sql`audit_events.subject_id`)], found),
    ],
  };
}

function organizationBranch(
  event: 'organization.approved' | 'organization.rejected',
  filters: DecidedFilters,
  found: Found,
): Branch {
  return {
    id: sql`audit_events.id`,
    at: sql`audit_events.at`,
    columns: sql`'organization' as kind, audit_events.subject_id as "subjectId", organizations.name as name,
      ${person}, null::text as "companyName", ${told}`,
    from: sql`audit_events join organizations on organizations.id = audit_events.subject_id
      left join users on users.id = organizations.requested_by`,
    where: [
      sql`audit_events.event = ${event}`,
      ...fitsOther('organization', event, filters),
      ...foundIn([companies(sql`audit_events.subject_id`)], found),
    ],
  };
}

/** What is said of requests only leaves the others out. */
function fitsOther(own: InboxKind, event: string, { kind, plan, catalogId, status }: DecidedFilters): SQL[] {
  const became = ENDS[event];
  const fits = (!kind || kind === own) && !plan && !catalogId && (!status || status === became);
  return fits ? [] : [sql`false`];
}

const ENDS: Record<string, DecidedStatus> = {
  'user.activated': 'approved',
  'user.declined': 'declined',
  'organization.approved': 'approved',
  'organization.rejected': 'declined',
};
