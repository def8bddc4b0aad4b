import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { organizations, users } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import type { UserStatus } from '../identity/actor';
import { can } from '../policy';
import { visibleUsers } from '../visibility';

/** A line of the admins' list. */
export type UserLine = {
  id: string;
  name: string;
  email: string;
  status: UserStatus;
  organizationName: string;
  role: 'super_admin' | 'team_member';
  registeredAt: Date;
  lastSeenAt: Date | null;
};
export type UserFilter = { status?: UserStatus | null; search?: string; cursor?: string | null; limit?: number };
export type UserPage = { users: UserLine[]; nextCursor: string | null };

const PAGE_DEFAULT = 50;
const PAGE_MAX = 200;
const SEARCH_MAX = 200;
const CURSOR_FORM = /^([01])_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** Those who wait stand first. */
const rank = sql<number>`case when ${users.status} = 'pending' then 1 else 0 end`;

/**
 * A page of developers for portal admins: those who wait for a decision first, then the newest. A cursor that is not one of
 * ours starts from the beginning. Throws `not_found` for everybody else: they do not learn that there is such a list.
 */
export async function listUsers(ctx: Context, filter: UserFilter): Promise<UserPage> {
  if (!can(ctx.actor, 'user.list')) throw notFound();
  const limit = Math.min(Math.max(filter.limit ?? PAGE_DEFAULT, 1), PAGE_MAX);
  const rows = await ctx.db
    .select({
      id: users.id,
      firstName: users.firstName,
      lastName: users.lastName,
      email: users.email,
      status: users.status,
      organizationName: organizations.name,
      role: users.organizationRole,
      registeredAt: users.createdAt,
      lastSeenAt: users.lastSeenAt,
      rank,
    })
    .from(users)
    .innerJoin(organizations, eq(organizations.id, users.organizationId))
    .where(and(visibleUsers(ctx.actor), eq(users.kind, 'developer'), matches(filter), isAfter(filter.cursor)))
    .orderBy(sql`${rank} desc, ${users.id} desc`)
    .limit(limit + 1);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    users: rows.slice(0, limit).map(({ firstName, lastName, rank: _rank, role, ...row }) => ({
      ...row,
      name: `${firstName} ${lastName}`,
      role: role ?? 'team_member',
    })),
    nextCursor: last ? `${last.rank}_${last.id}` : null,
  };
}

function matches(filter: UserFilter): SQL | undefined {
  const words = (filter.search ?? '').slice(0, SEARCH_MAX).replaceAll('\0', '').split(/\s+/).filter(Boolean);
  const found = words.map((word) => {
    const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
    return sql`(${users.email} || ' ' || ${users.firstName} || ' ' || ${users.lastName} || ' ' || ${organizations.name}) ilike ${pattern}`;
  });
  return and(filter.status ? inArray(users.status, [filter.status]) : undefined, ...found);
}

function isAfter(cursor: string | null | undefined): SQL | undefined {
  const [, lastRank, lastId] = CURSOR_FORM.exec(cursor ?? '') ?? [];
  return lastId === undefined ? undefined : sql`(${rank}, ${users.id}) < (${Number(lastRank)}::int, ${lastId}::uuid)`;
}
