import { and, eq, inArray, sql } from 'drizzle-orm';
import { teamMembers, teams, users } from '@/db/schema';
import { revokeTokensOf } from '../api-tokens/revoke-tokens-of';
import { invalid } from '../errors';
import type { Unit } from '../mutate';

/**
 * Puts a developer into an organization, with a role, into exactly these of its teams; without any into the default
 * team. Everything they were a member of before ends; in another organization, so do their tokens. Inside the caller's
 * change, which has locked both organizations and the user, decided that it may be, and explains it; their apps are
 * another matter (`moveApps`, `handOverApps`). Throws `invalid` for `teamIds` when a team is not of the organization.
 */
export async function placeUser(
  unit: Unit,
  place: {
    userId: string;
    organizationId: string;
    role: 'super_admin' | 'team_member';
    teamIds: readonly string[];
  },
): Promise<void> {
  const { userId, organizationId } = place;
  const teamIds = await teamsOf(unit, organizationId, place.teamIds);
  if (await isElsewhere(unit, place)) await revokeTokensOf(unit, userId, 'moved');
  await unit.tx.delete(teamMembers).where(eq(teamMembers.userId, userId));
  await unit.tx
    .update(users)
    .set({
      organizationId,
      organizationRole: place.role,
      version: sql`${users.version} + 1`,
      updatedAt: sql`now()`,
    })
    .where(eq(users.id, userId));
  await unit.tx.insert(teamMembers).values(teamIds.map((teamId) => ({ teamId, userId, organizationId })));
}

/** An agent that works for one organization shall not wake up in another. */
async function isElsewhere(unit: Unit, place: { userId: string; organizationId: string }): Promise<boolean> {
  const [person] = await unit.tx
    .select({ organizationId: users.organizationId })
    .from(users)
    .where(eq(users.id, place.userId));
  return person?.organizationId !== place.organizationId;
}

async function teamsOf(unit: Unit, organizationId: string, wanted: readonly string[]): Promise<string[]> {
  const isWanted = wanted.length > 0 ? inArray(teams.id, [...wanted]) : eq(teams.isDefault, true);
  const found = await unit.tx
    .select({ id: teams.id })
    .from(teams)
    .where(and(eq(teams.organizationId, organizationId), isWanted))
    // A team that is being deleted waits for us, or is gone before we look.
    .for('key share');
  if (found.length === 0 || (wanted.length > 0 && found.length !== new Set(wanted).size)) {
    throw invalid('teamIds', 'Choose teams of this organization.');
  }
  return found.map(({ id }) => id);
}
