import { and, eq, type SQL, sql } from 'drizzle-orm';
import { organizations, users } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import type { UserStatus } from '../identity/actor';
import type { Page, PageRequest } from '../keyset';
import { can } from '../policy';
import { wordsFound } from '../search-across';
import { companies, people } from '../search-places';
import { cutSortedPage, onSortedPage, type Sorting, sortedOrder, sortValueOf } from '../sorted-keyset';
import { visibleUsers } from '../visibility';
import { matchesUser, type UserFilters } from './user-filters';
import { userState } from './user-state';
import type { UserState } from './user-states';

/** A line of the admins' list. */
export type UserLine = {
  id: string;
  firstName: string;
  lastName: string;
  name: string;
  email: string;
  status: UserStatus;
  state: UserState;
  organizationId: string;
  organizationName: string;
  role: 'super_admin' | 'team_member';
  teamNames: string;
  isVerified: boolean;
  registeredAt: Date;
  lastSeenAt: Date | null;
  /** Apps that the person owns, and keys of them that open something. */
  apps: number;
  keys: number;
};
/** By what the list is ordered; `waiting` keeps those apart who wait for an admin. */
export type UserSort = { by: 'waiting' | 'name' | 'registered' | 'seen'; direction: 'asc' | 'desc' };

const PAGE_DEFAULT = 50;
/** Rows that one page may hold. */
export const USERS_PAGE_MAX = 200;

/** Those who wait stand first, then the newest. */
const waitingFirst: UserSort = { by: 'waiting', direction: 'desc' };

/** Who was never seen was seen longest ago. */
const SORTED_BY: Record<UserSort['by'], { by: SQL; type: Sorting['type'] }> = {
  waiting: { by: sql`(case when ${users.status} = 'pending' then 1 else 0 end)`, type: 'integer' },
  name: { by: sql`lower(${users.firstName} || ' ' || ${users.lastName})`, type: 'text' },
  registered: { by: sql`${users.createdAt}`, type: 'instant' },
  seen: { by: sql`coalesce(${users.lastSeenAt}, timestamptz 'epoch')`, type: 'instant' },
};

/**
 * A page of developers for portal admins, in any of four orders; up to 200 of them. A cursor of another order, or that
 * is not one of ours, starts from the beginning. Throws `not_found` for everybody else: they do not learn of the list.
 */
export async function listUsers(
  ctx: Context,
  filters: UserFilters,
  sort: UserSort = waitingFirst,
  page: PageRequest & { limit?: number } = {},
): Promise<Page<UserLine>> {
  if (!can(ctx.actor, 'user.list')) throw notFound();
  const limit = Math.min(Math.max(page.limit ?? PAGE_DEFAULT, 1), USERS_PAGE_MAX);
  const sorting: Sorting = { name: sort.by, direction: sort.direction, id: users.id, ...SORTED_BY[sort.by] };
  const rows = await ctx.db
    .select({ ...line, sortValue: sortValueOf(sorting) })
    .from(users)
    .innerJoin(organizations, eq(organizations.id, users.organizationId))
    .where(
      and(
        visibleUsers(ctx.actor),
        eq(users.kind, 'developer'),
        ...matchesUser(filters),
        ...(await wordsFound(ctx.db, places, filters.search)),
        onSortedPage(sorting, page),
      ),
    )
    .orderBy(sortedOrder(sorting, page))
    .limit(limit + 1);
  const cut = cutSortedPage(rows, limit, sorting, page);
  return { ...cut, rows: cut.rows.map(toLine) };
}

const places = [people(sql`users.id`), companies(sql`users.organization_id`)];
const line = {
  id: users.id,
  firstName: users.firstName,
  lastName: users.lastName,
  email: users.email,
  status: users.status,
  state: userState,
  organizationId: organizations.id,
  organizationName: organizations.name,
  role: users.organizationRole,
  teamNames: sql<string>`coalesce((select string_agg(team.name, ', ' order by lower(team.name)) from teams team
    join team_members place on place.team_id = team.id where place.user_id = ${users.id}), '')`,
  isVerified: sql<boolean>`${users.emailVerifiedAt} is not null`,
  registeredAt: users.createdAt,
  lastSeenAt: users.lastSeenAt,
  apps: sql<number>`(select count(*)::int from apps app where app.owner_id = ${users.id} and app.deleted_at is null)`,
  keys: sql<number>`(select count(*)::int from credentials key join apps app on app.id = key.app_id
    where app.owner_id = ${users.id} and key.status in ('active', 'provisioning')
      and (key.expires_at is null or key.expires_at > now()))`,
};

function toLine({ sortValue: _, role, ...row }: Omit<UserLine, 'name' | 'role'> & SortedRow): UserLine {
  return { ...row, name: `${row.firstName} ${row.lastName}`, role: role ?? 'team_member' };
}

type SortedRow = { sortValue: string; role: UserLine['role'] | null };
