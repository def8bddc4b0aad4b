import { asc, desc, eq, isNull, sql } from 'drizzle-orm';
import { organizations, teamMembers, teams, users } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { isActiveDeveloper } from '../identity/actor';
import { can } from '../policy';
import { visibleTeams } from '../visibility';
import { seesAllAddresses } from './get-team';

/** Somebody of a team; `email` is null where the organization hides addresses from this reader. */
export type TeamMember = { id: string; name: string; email: string | null };
/** A team of one organization. */
export type TeamLine = {
  id: string;
  name: string;
  isDefault: boolean;
  memberCount: number;
  /** The first ones by name. */
  members: TeamMember[];
};
/** The teams of one organization, and whether the reader may change them. */
export type TeamList = { organizationId: string; organizationName: string; mayManage: boolean; teams: TeamLine[] };

/** How many names stand in the list; the team's own page has all of them. */
const MEMBERS_SHOWN_MAX = 12;

/**
 * The teams of the reader's own organization with who is in them, the default team first. Throws `not_found` for portal
 * admins, who have `listAllTeams`, and in the default organization, where people do not see each other.
 */
export async function listTeams(ctx: Context): Promise<TeamList> {
  const { actor } = ctx;
  if (!isActiveDeveloper(actor) || actor.organization.isDefault) throw notFound();
  const rows = await ctx.db
    .select({
      id: teams.id,
      name: teams.name,
      isDefault: teams.isDefault,
      hidesAddresses: organizations.hidesAddresses,
      members: sql<TeamMember[]>`coalesce((select json_agg(json_build_object('id', ${users.id},
          'name', ${users.firstName} || ' ' || ${users.lastName}, 'email', ${users.email})
          order by ${users.firstName}, ${users.lastName}, ${users.id})
        from ${teamMembers} join ${users} on ${users.id} = ${teamMembers.userId}
        where ${teamMembers.teamId} = ${teams.id} and ${isNull(users.deletedAt)}), '[]')`,
    })
    .from(teams)
    .innerJoin(organizations, eq(organizations.id, teams.organizationId))
    .where(visibleTeams(actor))
    .orderBy(desc(teams.isDefault), asc(sql`lower(${teams.name})`));
  const { id: organizationId, name: organizationName } = actor.organization;
  return {
    organizationId,
    organizationName,
    mayManage: can(actor, 'team.manage', { organizationId }),
    teams: rows.map(({ hidesAddresses, members, ...team }) => ({
      ...team,
      memberCount: members.length,
      members: members
        .slice(0, MEMBERS_SHOWN_MAX)
        .map((member) => ({ ...member, email: hidesAddresses && !seesAllAddresses(actor) ? null : member.email })),
    })),
  };
}
