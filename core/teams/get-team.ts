import { and, asc, eq, isNull, or, type SQL, sql } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { apps, catalogTeams, inviteCodes, organizations, teamMembers, teams, users } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { type Actor, isActiveDeveloper } from '../identity/actor';
import { searchWords } from '../keyset';
import { can } from '../policy';
import { visibleTeams } from '../visibility';

/** How many people a form offers to choose from; beyond that one searches. */
const PEOPLE_SHOWN_MAX = 200;

/** Somebody who can be put into a team. `email` is null where the organization hides addresses from this reader. */
export type Candidate = { id: string; name: string; email: string | null; isMember: boolean; isActive: boolean };
/** The page of one team. */
export type TeamDetail = {
  id: string;
  name: string;
  isDefault: boolean;
  organization: { id: string; name: string; isDefault: boolean };
  mayManage: boolean;
  memberCount: number;
  /** Those who manage see everybody of the organization, members first; others see the members. */
  people: Candidate[];
  hasMorePeople: boolean;
  /** What deleting it would change. */
  effects: { onlyTeamOf: number; sharedApps: number; ownerlessApps: number; inviteCodes: number; catalogs: number };
};

/**
 * One team with its people and what deleting it would do. Throws `not_found` for whom its organization is not visible.
 */
export async function getTeam(ctx: Context, input: { teamId: string; search?: string }): Promise<TeamDetail> {
  if (!isId(input.teamId)) throw notFound();
  const [row] = await ctx.db
    .select({
      id: teams.id,
      name: teams.name,
      isDefault: teams.isDefault,
      organization: { id: organizations.id, name: organizations.name, isDefault: organizations.isDefault },
      hidesAddresses: organizations.hidesAddresses,
      memberCount: sql<number>`(select count(*)::int from ${teamMembers} join ${users} on ${users.id} = ${teamMembers.userId}
        where ${teamMembers.teamId} = ${teams.id} and ${isNull(users.deletedAt)})`,
      effects: effects(),
    })
    .from(teams)
    .innerJoin(organizations, eq(organizations.id, teams.organizationId))
    .where(and(eq(teams.id, input.teamId), visibleTeams(ctx.actor)));
  if (!row) throw notFound();
  const { hidesAddresses, ...team } = row;
  const mayManage = can(ctx.actor, 'team.manage', { organizationId: team.organization.id });
  const found = await readPeople(ctx, team, { search: input.search, membersOnly: !mayManage });
  const seesAddresses = !hidesAddresses || seesAllAddresses(ctx.actor);
  const people = found
    .slice(0, PEOPLE_SHOWN_MAX)
    .map((person) => ({ ...person, email: seesAddresses ? person.email : null }));
  return { ...team, mayManage, people, hasMorePeople: found.length > PEOPLE_SHOWN_MAX };
}

/** Who is told addresses although the organization hides them among teammates. */
export function seesAllAddresses(actor: Actor): boolean {
  return !isActiveDeveloper(actor) || actor.role === 'super_admin';
}

async function readPeople(
  ctx: Context,
  team: { id: string; organization: { id: string } },
  wish: { search: string | undefined; membersOnly: boolean },
): Promise<Candidate[]> {
  const isMember = sql<boolean>`${teamMembers.teamId} is not null`;
  const name = sql<string>`${users.firstName} || ' ' || ${users.lastName}`;
  const searched = wish.membersOnly ? name : sql`${name} || ' ' || ${users.email}`;
  return ctx.db
    .select({ id: users.id, name, email: users.email, isMember, isActive: sql<boolean>`${users.status} = 'active'` })
    .from(users)
    .leftJoin(teamMembers, and(eq(teamMembers.userId, users.id), eq(teamMembers.teamId, team.id)))
    .where(
      and(
        eq(users.organizationId, team.organization.id),
        isNull(users.deletedAt),
        wish.membersOnly ? isMember : or(isMember, eq(users.status, 'active')),
        ...searchWords(searched, wish.search),
      ),
    )
    .orderBy(sql`${isMember} desc`, asc(name), asc(users.id))
    .limit(PEOPLE_SHOWN_MAX + 1);
}

function effects(): SQL<TeamDetail['effects']> {
  const shared = sql`from ${apps} where ${apps.teamId} = ${teams.id} and ${isNull(apps.deletedAt)}`;
  const other = sql`"other"`;
  return sql`json_build_object(
    'onlyTeamOf', (select count(*)::int from ${teamMembers} where ${teamMembers.teamId} = ${teams.id}
      and not exists (select 1 from ${teamMembers} as ${other}
        where ${other}.user_id = ${teamMembers.userId} and ${other}.team_id <> ${teamMembers.teamId})),
    'sharedApps', (select count(*)::int ${shared}),
    'ownerlessApps', (select count(*)::int ${shared} and not exists (select 1 from ${users}
      where ${users.id} = ${apps.ownerId} and ${users.organizationId} = ${apps.organizationId}
        and ${users.status} = 'active' and ${isNull(users.deletedAt)})),
    'inviteCodes', (select count(*)::int from ${inviteCodes} where ${inviteCodes.teamId} = ${teams.id} and ${inviteCodes.isActive}),
    'catalogs', (select count(*)::int from ${catalogTeams} where ${catalogTeams.teamId} = ${teams.id}))`;
}
