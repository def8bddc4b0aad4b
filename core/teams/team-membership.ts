import { and, eq, inArray, notExists, sql } from 'drizzle-orm';
import { teamMembers, teams, users } from '@/db/schema';
import type { Unit } from '../mutate';

/** Puts people into a team, inside a change that has locked their organization. Who is in it already stays. */
export async function addMembers(
  unit: Unit,
  team: { id: string; organizationId: string },
  userIds: readonly string[],
): Promise<void> {
  if (userIds.length === 0) return;
  const { id: teamId, organizationId } = team;
  await unit.tx
    .insert(teamMembers)
    .values(userIds.map((userId) => ({ teamId, userId, organizationId })))
    .onConflictDoNothing();
}

/** Whoever of these people is in no team any more comes into the default one. Answers who they were. */
export async function sendTeamlessToDefault(
  unit: Unit,
  organizationId: string,
  userIds: readonly string[],
): Promise<string[]> {
  if (userIds.length === 0) return [];
  const inSomeTeam = unit.tx.select({ one: sql`1` }).from(teamMembers).where(eq(teamMembers.userId, users.id));
  const teamless = await unit.tx
    .select({ id: users.id })
    .from(users)
    .where(and(inArray(users.id, [...userIds]), eq(users.organizationId, organizationId), notExists(inSomeTeam)));
  const { id } = await readDefaultTeam(unit, organizationId);
  const teamlessIds = teamless.map((person) => person.id);
  await addMembers(unit, { id, organizationId }, teamlessIds);
  return teamlessIds;
}

async function readDefaultTeam(unit: Unit, organizationId: string): Promise<{ id: string }> {
  const [team] = await unit.tx
    .select({ id: teams.id })
    .from(teams)
    .where(and(eq(teams.organizationId, organizationId), eq(teams.isDefault, true)));
  if (!team) throw new Error('An organization without a default team: it is made in the same transaction.');
  return team;
}
