import { and, eq, inArray, isNull } from 'drizzle-orm';
import { teamMembers, users } from '@/db/schema';
import type { Context } from '../context';
import { conflict, type DomainError, invalid } from '../errors';
import { mutate, type Unit } from '../mutate';
import { type LockedTeam, lockTeam } from './lock-team';
import { addMembers, sendTeamlessToDefault } from './team-membership';

/** Who shall be in a team. */
export type TeamMembersChange = {
  teamId: string;
  /** Who shall be in the team. */
  userIds: readonly string[];
  /**
   * Whom the chooser had before their eyes; whoever joined since then stays as they are. Everybody, when it is left
   * out.
   */
  among?: readonly string[];
};

/**
 * Makes exactly these people of the organization members of the team. Nobody is left without a team: whoever is in no
 * other one goes to the default team, or stays there. Counts from the next request of open sessions, which read their
 * teams afresh. Throws `not_found`, `forbidden`, `conflict` when nothing would change or the organization has ended,
 * and `invalid` for `userIds` that are not of the organization.
 */
export async function setTeamMembers(
  ctx: Context,
  input: TeamMembersChange,
): Promise<{ added: number; removed: number; keptInDefault: number }> {
  return mutate(ctx, async (unit) => {
    const team = await lockTeam(unit, ctx.actor, input.teamId);
    const wanted = new Set(input.userIds);
    await refuseStrangers(unit, team, [...wanted]);
    const before = await readMembers(unit, team.id);
    const added = [...wanted].filter((id) => !before.includes(id));
    const seen = input.among && new Set(input.among);
    const unwanted = before.filter((id) => !wanted.has(id) && (!seen || seen.has(id)));
    await addMembers(unit, team, added);
    const sentToDefault = await removeMembers(unit, team, unwanted);
    // Whoever is only in the default team has not left it.
    const removed = team.isDefault ? unwanted.filter((id) => !sentToDefault.includes(id)) : unwanted;
    if (added.length + removed.length === 0) throw nothingToChange(unwanted.length);
    const subject = { kind: 'team', id: team.id, organizationId: team.organizationId };
    if (added.length > 0) await unit.audit('team.member_added', subject, { name: team.name, userIds: added });
    if (removed.length > 0) await unit.audit('team.member_removed', subject, { name: team.name, userIds: removed });
    return { added: added.length, removed: removed.length, keptInDefault: sentToDefault.length };
  });
}

async function refuseStrangers(unit: Unit, team: LockedTeam, userIds: readonly string[]): Promise<void> {
  if (userIds.length === 0) return;
  const colleagues = await unit.tx.$count(
    users,
    and(inArray(users.id, [...userIds]), eq(users.organizationId, team.organizationId), isNull(users.deletedAt)),
  );
  if (colleagues !== userIds.length) {
    throw invalid('userIds', 'Somebody you chose has left the organization. Look at the list again and choose.');
  }
}

async function readMembers(unit: Unit, teamId: string): Promise<string[]> {
  const rows = await unit.tx
    .select({ userId: teamMembers.userId })
    .from(teamMembers)
    .where(eq(teamMembers.teamId, teamId));
  return rows.map(({ userId }) => userId);
}

/** Answers who went to the default team, or stayed there, because they were in no other one. */
async function removeMembers(unit: Unit, team: LockedTeam, userIds: readonly string[]): Promise<string[]> {
  if (userIds.length === 0) return [];
  await unit.tx
    .delete(teamMembers)
    .where(and(eq(teamMembers.teamId, team.id), inArray(teamMembers.userId, [...userIds])));
  return sendTeamlessToDefault(unit, team.organizationId, userIds);
}

function nothingToChange(keptInDefault: number): DomainError {
  if (keptInDefault === 0) return conflict('The team has exactly these members already.');
  return conflict('Whoever is in no other team stays in the default team. Put them into another one first.');
}
