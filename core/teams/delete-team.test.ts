import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { newId } from '@/db/ids';
import { apps, catalogTeams, invitations, invitationTeams, inviteCodes, teamMembers, teams } from '@/db/schema';
import { contextFor, inSandbox, unboxed } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { refusalOf } from '@/test/refusal-of';
import { seedApp, seedDeveloper, seedWorld, type World } from '@/test/world';
import { createTeam } from './create-team';
import { deleteTeam } from './delete-team';
import { getTeam } from './get-team';
import { listTeams } from './list-teams';
import { setTeamMembers } from './set-team-members';

const teamsOf = async (db: Database, userId: string) =>
  (
    await db
      .select({ name: teams.name })
      .from(teamMembers)
      .innerJoin(teams, eq(teams.id, teamMembers.teamId))
      .where(eq(teamMembers.userId, userId))
      .orderBy(teams.name)
  ).map(({ name }) => name);
const appAfter = async (db: Database, id: string) =>
  (await db.select({ visibility: apps.visibility, teamId: apps.teamId }).from(apps).where(eq(apps.id, id))).at(0);

async function seedCrowd(db: Database, organization: World['acme']): Promise<string[]> {
  const userIds: string[] = [];
  for (let i = 0; i < 6; i += 1)
    userIds.push((await seedDeveloper(db, `Member${i}`, organization, 'team_member')).userId);
  return userIds;
}

describe('deleteTeam', () => {
  test('never deletes the default team', () =>
    inSandbox(async (db) => {
      const { ada, acme } = await seedWorld(db);
      const { teams: own } = await listTeams(contextFor(db, ada));
      const teamId = own.find(({ isDefault }) => isDefault)?.id ?? '';
      const refusal = await refusalOf(deleteTeam(contextFor(db, ada), { teamId, apps: 'owners' }));
      expect(refusal).toMatchObject({ code: 'conflict' });
      expect(await db.$count(teams, eq(teams.organizationId, acme.id))).toBe(2);
    }));

  test('does what its effects said: people, apps, codes, invitations, catalogs', () =>
    inSandbox(async (db) => {
      const { ada, tom, acme, backend } = await seedWorld(db);
      const ctx = contextFor(db, ada);
      const { teams: own } = await listTeams(ctx);
      const defaultTeam = own.find(({ isDefault }) => isDefault)?.id ?? '';
      await setTeamMembers(ctx, { teamId: defaultTeam, userIds: [ada.userId], among: [tom.userId] });
      const shared = await seedApp(db, tom, 'Shared', 'team', backend.id);
      const orphan = await seedApp(db, tom, 'Orphan', 'team', backend.id);
      await db.update(apps).set({ ownerId: null }).where(eq(apps.id, orphan.id));
      const gone = await seedApp(db, tom, 'Gone', 'team', backend.id);
      await db.update(apps).set({ deletedAt: new Date() }).where(eq(apps.id, gone.id));
      const [code, invitation] = [newId(), newId()];
      const bytes = Buffer.from(code);
      await db.insert(inviteCodes).values({
        id: code,
        codeDigest: bytes,
        codeSealed: bytes,
        organizationId: acme.id,
        teamId: backend.id,
        quota: 2,
        used: 1,
      });
      const place = { organizationId: acme.id, expiresAt: new Date(), role: 'team_member' as const };
      const person = { email: 'new@acme.test', firstName: 'New', lastName: 'Person' };
      await db.insert(invitations).values({ id: invitation, ...place, ...person });
      await db
        .insert(invitationTeams)
        .values({ invitationId: invitation, teamId: backend.id, organizationId: acme.id });

      const { effects } = await getTeam(ctx, { teamId: backend.id });
      expect(effects).toEqual({ onlyTeamOf: 1, sharedApps: 2, ownerlessApps: 1, inviteCodes: 1, catalogs: 1 });
      await deleteTeam(ctx, { teamId: backend.id, apps: 'owners' });

      expect(await teamsOf(db, tom.userId)).toEqual(['Default team']);
      expect(await appAfter(db, shared.id)).toEqual({ visibility: 'personal', teamId: null });
      expect(await appAfter(db, orphan.id)).toEqual({ visibility: 'organization', teamId: null });
      const [kept] = await db.select().from(inviteCodes).where(eq(inviteCodes.id, code));
      expect(kept).toMatchObject({ isActive: false, teamId: defaultTeam, used: 1 });
      expect(await db.$count(invitationTeams)).toBe(0);
      expect(await db.$count(invitations)).toBe(1);
      expect(await db.$count(catalogTeams)).toBe(0);
      expect(await refusalOf(deleteTeam(ctx, { teamId: backend.id, apps: 'owners' }))).toMatchObject({
        code: 'not_found',
      });
    }));

  test('shares the team’s apps with everybody only when that was chosen', () =>
    inSandbox(async (db) => {
      const { ada, tom, backend } = await seedWorld(db);
      const shared = await seedApp(db, tom, 'Shared', 'team', backend.id);
      await deleteTeam(contextFor(db, ada), { teamId: backend.id, apps: 'organization' });
      expect(await appAfter(db, shared.id)).toEqual({ visibility: 'organization', teamId: null });
    }));

  // Leave out lockOrganization in lockTeam to see people without a team, or an error of the database.
  test('while its members are set leaves nobody without a team', () =>
    unboxed(async (db) => {
      const { ada, acme } = await seedWorld(db);
      const ctx = contextFor(db, ada);
      const userIds = await seedCrowd(db, acme);
      for (let round = 0; round < 5; round += 1) {
        const { teamId } = await createTeam(ctx, { organizationId: acme.id, name: `Team ${round}` });
        await setTeamMembers(ctx, { teamId, userIds });
        const { teams: own } = await listTeams(ctx);
        const defaultTeam = own.find(({ isDefault }) => isDefault)?.id ?? '';
        const outcomes = await Promise.all([
          outcome(setTeamMembers(ctx, { teamId: defaultTeam, userIds: [] })),
          outcome(deleteTeam(ctx, { teamId, apps: 'owners' })),
          outcome(setTeamMembers(ctx, { teamId, userIds: userIds.slice(0, 2) })),
          outcome(setTeamMembers(ctx, { teamId: defaultTeam, userIds: userIds.slice(2) })),
        ]);
        expect(outcomes).not.toContain('fault');
        expect(outcomes[1]).toBe('ok');
        for (const userId of userIds) expect(await teamsOf(db, userId)).toEqual(['Default team']);
      }
    }));
});
