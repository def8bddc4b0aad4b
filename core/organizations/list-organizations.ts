import { and, eq, type SQL, sql } from 'drizzle-orm';
import { organizations, users } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import type { OrganizationStatus } from '../identity/actor';
import type { Page, PageRequest } from '../keyset';
import { can } from '../policy';
import { wordsFound } from '../search-across';
import { companies, type Place, people } from '../search-places';
import { cutSortedPage, onSortedPage, type Sorting, sortedOrder, sortValueOf } from '../sorted-keyset';

/** A line of the admins' list. */
export type OrganizationLine = {
  id: string;
  name: string;
  status: OrganizationStatus;
  isDefault: boolean;
  /** Who asked for it; null for one that an admin made. */
  requesterName: string | null;
  purpose: string;
  createdAt: Date;
  members: number;
  teams: number;
  liveKeys: number;
};
/** Every order of the list: those that wait first and then the newest, by name, or the newest first. */
export const organizationSorts = ['waiting', 'name', 'newest'] as const;
/** One of these orders. */
export type OrganizationSort = (typeof organizationSorts)[number];
/** Which organizations, in which order; every one, those that wait first, unless it says otherwise. */
export type OrganizationFilter = {
  search?: string | undefined;
  /** `current`: everything but what is rejected or closed. */
  status?: OrganizationStatus | 'current' | undefined;
  sort?: OrganizationSort | undefined;
};

const PAGE_DEFAULT = 50;
/** The most rows a page can have: an export needs no more memory than this. */
export const ORGANIZATIONS_PAGE_MAX = 500;

const SORTINGS: Record<OrganizationSort, Omit<Sorting, 'name' | 'id'>> = {
  waiting: {
    by: sql`(case when ${organizations.status} = 'pending' then 1 else 0 end)`,
    type: 'integer',
    direction: 'desc',
  },
  // Bytes, so that the order does not depend on the database's language.
  name: { by: sql`lower(${organizations.name}) collate "C"`, type: 'text', direction: 'asc' },
  newest: { by: sql`${organizations.createdAt}`, type: 'instant', direction: 'desc' },
};

/**
 * A page of organizations for portal admins. A cursor of another order, or that is not one of ours, starts from the
 * beginning. Throws `not_found` for everybody else.
 */
export async function listOrganizations(
  ctx: Context,
  filter: OrganizationFilter,
  page: PageRequest & { limit?: number } = {},
): Promise<Page<OrganizationLine>> {
  if (!can(ctx.actor, 'organization.list')) throw notFound();
  const sort = filter.sort ?? 'waiting';
  const sorting: Sorting = { name: sort, id: organizations.id, ...SORTINGS[sort] };
  const limit = Math.min(Math.max(page.limit ?? PAGE_DEFAULT, 1), ORGANIZATIONS_PAGE_MAX);
  const rows = await ctx.db
    .select({
      id: organizations.id,
      name: organizations.name,
      status: organizations.status,
      isDefault: organizations.isDefault,
      requesterName: sql<string | null>`${users.firstName} || ' ' || ${users.lastName}`,
      purpose: organizations.purpose,
      createdAt: organizations.createdAt,
      ...organizationCounts,
      sortValue: sortValueOf(sorting),
    })
    .from(organizations)
    .leftJoin(users, eq(users.id, organizations.requestedBy))
    .where(
      and(withStatus(filter.status), ...(await wordsFound(ctx.db, places, filter.search)), onSortedPage(sorting, page)),
    )
    .orderBy(sortedOrder(sorting, page))
    .limit(limit + 1);
  const cut = cutSortedPage(rows, limit, sorting, page);
  return { ...cut, rows: cut.rows.map(({ sortValue: _sortValue, ...line }) => line) };
}

/** Who and what is in it; inside a query of organizations. */
export const organizationCounts = {
  members: sql<number>`(select count(*)::int from users member where member.organization_id = organizations.id
    and member.deleted_at is null)`,
  teams: sql<number>`(select count(*)::int from teams team where team.organization_id = organizations.id)`,
  liveKeys: sql<number>`(select count(*)::int from credentials key where key.organization_id = organizations.id
    and key.status in ('provisioning', 'active'))`,
};

const places: readonly Place[] = [
  companies(sql`organizations.id`),
  people(sql`organizations.requested_by`),
  {
    source: { from: sql`(select organization_id as id, domain from organization_domains) known`, name: sql`domain` },
    name: sql`(select string_agg(known.domain, ' ') from organization_domains known
      where known.organization_id = organizations.id)`,
    holds: (ids) => sql`organizations.id = any (${ids})`,
  },
];

function withStatus(status: OrganizationFilter['status']): SQL | undefined {
  if (status === 'current') return sql`${organizations.status} not in ('rejected', 'closed')`;
  return status ? eq(organizations.status, status) : undefined;
}
