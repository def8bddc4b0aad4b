import { and, eq, type SQL, sql } from 'drizzle-orm';
import { organizations, users } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import type { OrganizationStatus } from '../identity/actor';
import { searchWords } from '../keyset';
import { can } from '../policy';

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
export const organizationSorts = ['waiting', 'name', 'newest'] as const;
export type OrganizationSort = (typeof organizationSorts)[number];
export type OrganizationFilter = {
  search?: string | undefined;
  /** `current`: everything but what is rejected or closed. */
  status?: OrganizationStatus | 'current' | undefined;
  sort?: OrganizationSort | undefined;
  cursor?: string | null | undefined;
  limit?: number;
};
export type OrganizationPage = { organizations: OrganizationLine[]; nextCursor: string | null };

const PAGE_DEFAULT = 50;
const PAGE_MAX = 500;
const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/** Those that wait stand first. Ids are in the order of their making. */
const rank = sql<number>`case when ${organizations.status} = 'pending' then 1 else 0 end`;
/** Bytes, so that the order does not depend on the database's language. */
const nameOrder = sql<string>`lower(${organizations.name}) collate "C"`;

/**
 * A page of organizations for portal admins: those that wait first and then the newest, or as `sort` says. A cursor
 * that is not one of ours starts from the beginning. Throws `not_found` for everybody else.
 */
export async function listOrganizations(ctx: Context, filter: OrganizationFilter): Promise<OrganizationPage> {
  if (!can(ctx.actor, 'organization.list')) throw notFound();
  const sort = filter.sort ?? 'waiting';
  const limit = Math.min(Math.max(filter.limit ?? PAGE_DEFAULT, 1), PAGE_MAX);
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
      cursor: sorts[sort].cursor,
    })
    .from(organizations)
    .leftJoin(users, eq(users.id, organizations.requestedBy))
    .where(and(withStatus(filter.status), ...searchWords(searched, filter.search), isAfter(sort, filter.cursor)))
    .orderBy(sorts[sort].order)
    .limit(limit + 1);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    organizations: rows.slice(0, limit).map(({ cursor: _cursor, ...line }) => line),
    nextCursor: last?.cursor ?? null,
  };
}

/** Who and what is in it; inside a query of organizations. */
export const organizationCounts = {
  members: sql<number>`(select count(*)::int from users member where member.organization_id = organizations.id
    and member.deleted_at is null)`,
  teams: sql<number>`(select count(*)::int from teams team where team.organization_id = organizations.id)`,
  liveKeys: sql<number>`(select count(*)::int from credentials key where key.organization_id = organizations.id
    and key.status in ('provisioning', 'active'))`,
};

const searched = sql`(${organizations.name} || ' ' || coalesce(${users.firstName} || ' ' || ${users.lastName} || ' '
  || ${users.email}, '') || ' ' || coalesce((select string_agg(known.domain, ' ') from organization_domains known
  where known.organization_id = ${organizations.id}), ''))`;

const sorts: Record<OrganizationSort, { cursor: SQL<string>; order: SQL }> = {
  waiting: {
    cursor: sql<string>`${rank} || '_' || ${organizations.id}`,
    order: sql`${rank} desc, ${organizations.id} desc`,
  },
  newest: { cursor: sql<string>`${organizations.id}::text`, order: sql`${organizations.id} desc` },
  // The name itself is read back by the id: a cursor does not carry what people typed.
  name: { cursor: sql<string>`${organizations.id}::text`, order: sql`${nameOrder} asc, ${organizations.id} asc` },
};

function withStatus(status: OrganizationFilter['status']): SQL | undefined {
  if (status === 'current') return sql`${organizations.status} not in ('rejected', 'closed')`;
  return status ? eq(organizations.status, status) : undefined;
}

function isAfter(sort: OrganizationSort, cursor: string | null | undefined): SQL | undefined {
  const [, lastRank, id] = new RegExp(`^(?:([01])_)?(${UUID})$`).exec(cursor ?? '') ?? [];
  if (id === undefined) return undefined;
  if (sort === 'newest') return sql`${organizations.id} < ${id}::uuid`;
  if (sort === 'waiting')
    return lastRank ? sql`(${rank}, ${organizations.id}) < (${lastRank}::int, ${id}::uuid)` : undefined;
  return sql`(${nameOrder}, ${organizations.id}) > (select lower(last.name) collate "C", last.id
    from organizations last where last.id = ${id}::uuid)`;
}
