import { and, eq, or, sql } from 'drizzle-orm';
import { organizations, users } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import type { UserStatus } from '../identity/actor';
import { searchWords } from '../keyset';
import { can } from '../policy';
import { visibleUsers } from '../visibility';

/** How many one page shows; the search finds the others. */
export const MEMBERS_SHOWN = 200;

/** A colleague, as members see each other. */
export type MemberLine = {
  id: string;
  name: string;
  /** Null where the organization hides addresses from team members. */
  email: string | null;
  role: 'super_admin' | 'team_member';
  status: UserStatus;
  /** An account that a portal admin made and that nobody has used yet. */
  isInvited: boolean;
  teamNames: string;
  /** Only super admins see it. */
  lastSeenAt: Date | null;
  isOneself: boolean;
};

/**
 * The members of the actor's own organization, super admins first; team members see those who can be met, super admins
 * also who has yet to come or was deactivated. Throws `not_found` in the default organization, where nobody is listed.
 */
export async function listMembers(
  ctx: Context,
  filter: { search?: string } = {},
): Promise<{ members: MemberLine[]; total: number; hidesAddresses: boolean }> {
  const { actor } = ctx;
  if (actor.kind !== 'developer') throw notFound();
  const organizationId = actor.organization.id;
  if (!can(actor, 'member.list', { organizationId })) throw notFound();
  const runsIt = can(actor, 'member.manage', { organizationId });
  const mayReadAddress = runsIt
    ? sql`true`
    : sql`(not ${organizations.hidesAddresses} or ${users.id} = ${actor.userId})`;
  const rows = await ctx.db
    .select({
      id: users.id,
      name: fullName,
      email: sql<string | null>`case when ${mayReadAddress} then ${users.email} end`,
      role: users.organizationRole,
      status: users.status,
      isInvited: sql<boolean>`${users.status} = 'unverified' and ${users.passwordHash} is null`,
      teamNames: sql<string>`coalesce((select string_agg(team.name, ', ' order by lower(team.name)) from teams team
        join team_members place on place.team_id = team.id where place.user_id = ${users.id}), '')`,
      lastSeenAt: runsIt ? users.lastSeenAt : sql<Date | null>`null::timestamptz`,
      hidesAddresses: organizations.hidesAddresses,
      total: sql<number>`(count(*) over ())::int`,
    })
    .from(users)
    .innerJoin(organizations, eq(organizations.id, users.organizationId))
    .where(
      and(
        visibleUsers(actor),
        eq(users.organizationId, organizationId),
        runsIt ? undefined : or(eq(users.status, 'active'), eq(users.id, actor.userId)),
        // What is hidden is not found either.
        ...searchWords(
          sql`(${fullName} || ' ' || case when ${mayReadAddress} then ${users.email} else '' end)`,
          filter.search,
        ),
      ),
    )
    .orderBy(users.organizationRole, sql`lower(${fullName})`, users.id)
    .limit(MEMBERS_SHOWN);
  const members = rows.map(({ total: _, hidesAddresses: __, role, ...row }) => ({
    ...row,
    role: role ?? ('team_member' as const),
    isOneself: row.id === actor.userId,
  }));
  return { members, total: rows[0]?.total ?? 0, hidesAddresses: rows[0]?.hidesAddresses ?? false };
}

const fullName = sql<string>`(${users.firstName} || ' ' || ${users.lastName})`;
