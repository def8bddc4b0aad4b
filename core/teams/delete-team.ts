import { and, eq, isNull, sql } from 'drizzle-orm';
import { apps, inviteCodes, teamMembers, teams, users } from '@/db/schema';
import type { Context } from '../context';
import { conflict } from '../errors';
import { mutate, type Unit } from '../mutate';
import { type LockedTeam, lockTeam } from './lock-team';
import { sendTeamlessToDefault } from './team-membership';

/** What becomes of the apps that are shared with the team: back to their owners alone, or to the whole organization. */
export type TeamAppsChoice = 'owners' | 'organization';

/**
 * Deletes a team. Its members who are in no other one come into the default team. Its apps become their owners'
 * personal ones, or the whole organization's; an app without an active owner here always becomes the organization's, or
 * nobody could reach its keys. Invite codes that led into it are switched off, invitations lead into the remaining
 * teams, and what was offered through it is offered no more; keys go on working. `getTeam` shows these effects before.
 * Throws `not_found`, `forbidden`, `conflict` for the default team and for an organization that has ended.
 */
export async function deleteTeam(ctx: Context, input: { teamId: string; apps: TeamAppsChoice }): Promise<void> {
  await mutate(ctx, async (unit) => {
    const team = await lockTeam(unit, ctx.actor, input.teamId);
    if (team.isDefault) throw conflict('The default team cannot be deleted: everybody in no other team is in it.');
    const apps = await shareOtherwise(unit, team, input.apps);
    const codes = await switchCodesOff(unit, team);
    const former = await unit.tx
      .select({ userId: teamMembers.userId })
      .from(teamMembers)
      .where(eq(teamMembers.teamId, team.id));
    // Memberships, places in invitations and in catalogs' audiences follow by foreign key.
    await unit.tx.delete(teams).where(eq(teams.id, team.id));
    const userIds = former.map(({ userId }) => userId);
    const toDefault = await sendTeamlessToDefault(unit, team.organizationId, userIds);
    const subject = { kind: 'team', id: team.id, organizationId: team.organizationId };
    await unit.audit('team.deleted', subject, { name: team.name, userIds, toDefault: toDefault.length, apps, codes });
  });
}

/** Also of deleted apps, which no longer show but still refer to the team. */
async function shareOtherwise(unit: Unit, team: LockedTeam, choice: TeamAppsChoice): Promise<number> {
  const ownerIsHere = sql`exists (select 1 from ${users} where ${users.id} = ${apps.ownerId}
    and ${users.organizationId} = ${team.organizationId} and ${users.status} = 'active' and ${isNull(users.deletedAt)})`;
  // In the default organization nothing is ever shared.
  const isPersonal = team.organization.isDefault ? sql`true` : choice === 'owners' ? ownerIsHere : sql`false`;
  const changed = await unit.tx
    .update(apps)
    .set({
      visibility: sql`case when ${isPersonal} then 'personal'::app_visibility else 'organization'::app_visibility end`,
      teamId: null,
      updatedAt: sql`now()`,
    })
    .where(eq(apps.teamId, team.id))
    .returning({ id: apps.id, deletedAt: apps.deletedAt, visibility: apps.visibility });
  const alive = changed.filter(({ deletedAt }) => deletedAt === null);
  for (const { id, visibility } of alive) {
    const subject = { kind: 'app', id, organizationId: team.organizationId };
    const from = { visibility: 'team', teamId: team.id };
    await unit.audit('app.changed', subject, { from, to: { visibility, teamId: null }, because: 'team deleted' });
  }
  return alive.length;
}

/** The codes stay, for the list of who used them, and would lead into the default team if an admin switched them on. */
async function switchCodesOff(unit: Unit, team: LockedTeam): Promise<number> {
  const { organizationId } = team;
  const defaultTeam = sql`(select ${teams.id} from ${teams} where ${and(eq(teams.organizationId, organizationId), eq(teams.isDefault, true))})`;
  const codes = await unit.tx
    .update(inviteCodes)
    .set({ isActive: false, teamId: defaultTeam })
    .where(eq(inviteCodes.teamId, team.id))
    .returning({ id: inviteCodes.id });
  for (const { id } of codes) {
    const because = `team ${team.name} deleted`;
    await unit.audit('invite_code.changed', { kind: 'invite_code', id, organizationId }, { isActive: false, because });
  }
  return codes.length;
}
