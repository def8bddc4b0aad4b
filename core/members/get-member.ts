import { and, eq, sql } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { users } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import type { UserStatus } from '../identity/actor';
import { can } from '../policy';
import { visibleUsers } from '../visibility';

/** A member, as the super admins of the organization see and edit them. */
export type MemberDetail = {
  id: string;
  firstName: string;
  lastName: string;
  email: string;
  role: 'super_admin' | 'team_member';
  status: UserStatus;
  isInvited: boolean;
  version: number;
  teamIds: string[];
  joinedAt: Date;
  lastSeenAt: Date | null;
  apps: number;
  /** Nobody else runs the organization: they can neither go nor be demoted. */
  isLastSuperAdmin: boolean;
  /** All the teams of the organization, the default one first. */
  teams: { id: string; name: string; isDefault: boolean }[];
};

/**
 * One member of the actor's own organization, in one statement. Throws `not_found` for everybody but its super admins.
 */
export async function getMember(ctx: Context, input: { userId: string }): Promise<MemberDetail> {
  const { actor } = ctx;
  if (actor.kind !== 'developer' || !isId(input.userId)) throw notFound();
  const organizationId = actor.organization.id;
  if (!can(actor, 'member.manage', { organizationId })) throw notFound();
  const [row] = await ctx.db
    .select(detail)
    .from(users)
    .where(and(eq(users.id, input.userId), eq(users.organizationId, organizationId), visibleUsers(actor)));
  if (!row) throw notFound();
  const { superAdmins, role, ...member } = row;
  const isLastSuperAdmin = role === 'super_admin' && member.status === 'active' && superAdmins === 1;
  return { ...member, role: role ?? 'team_member', isLastSuperAdmin };
}

const detail = {
  id: users.id,
  firstName: users.firstName,
  lastName: users.lastName,
  email: users.email,
  role: users.organizationRole,
  status: users.status,
  isInvited: sql<boolean>`${users.status} = 'unverified' and ${users.passwordHash} is null`,
  version: users.version,
  teamIds: sql<
    string[]
  >`coalesce((select json_agg(place.team_id) from team_members place where place.user_id = users.id), '[]')`,
  joinedAt: sql<Date>`coalesce((select min(place.created_at) from team_members place where place.user_id = users.id),
    users.created_at)`.mapWith(users.createdAt),
  lastSeenAt: users.lastSeenAt,
  apps: sql<number>`(select count(*)::int from apps app where app.owner_id = users.id and app.deleted_at is null)`,
  superAdmins: sql<number>`(select count(*)::int from users other where other.organization_id = users.organization_id
    and other.organization_role = 'super_admin' and other.status = 'active' and other.deleted_at is null)`,
  teams: sql<MemberDetail['teams']>`(select coalesce(json_agg(json_build_object('id', team.id, 'name', team.name,
    'isDefault', team.is_default) order by team.is_default desc, lower(team.name)), '[]') from teams team
    where team.organization_id = users.organization_id)`,
};
