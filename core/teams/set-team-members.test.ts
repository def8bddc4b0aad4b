import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { newId } from '@/db/ids';
import { teamMembers, teams } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { refusalOf } from '@/test/refusal-of';
import { seedSession, seedWorld } from '@/test/world';
import { loadActor } from '../identity/load-actor';
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

describe('setTeamMembers', () => {
  test('leaves nobody without a team', () =>
    inSandbox(async (db) => {
      const { ada, tom, acme, backend } = await seedWorld(db);
      const ctx = contextFor(db, ada);
      const own = await db.select().from(teams).where(eq(teams.organizationId, acme.id));
      const defaultTeam = own.find(({ isDefault }) => isDefault)?.id ?? '';
      // Tom is in both teams; Ada and Ivan only in the default one, where they stay.
      expect(await setTeamMembers(ctx, { teamId: defaultTeam, userIds: [] })).toEqual({
        added: 0,
        removed: 1,
        keptInDefault: 2,
      });
      expect(await teamsOf(db, tom.userId)).toEqual(['Backend']);
      const stuck = await refusalOf(setTeamMembers(ctx, { teamId: defaultTeam, userIds: [] }));
      expect(stuck).toMatchObject({ code: 'conflict', message: expect.stringContaining('no other team') });
      expect(await teamsOf(db, ada.userId)).toEqual(['Default team']);
      expect(await setTeamMembers(ctx, { teamId: backend.id, userIds: [ada.userId] })).toEqual({
        added: 1,
        removed: 1,
        keptInDefault: 1,
      });
      expect(await teamsOf(db, tom.userId)).toEqual(['Default team']);
      const again = setTeamMembers(ctx, { teamId: backend.id, userIds: [ada.userId] });
      expect(await refusalOf(again)).toMatchObject({ code: 'conflict' });
    }));

  // Without `among`, Tom, who joined after the form was opened, would be thrown out by it.
  test('touches only those whom the chooser saw', () =>
    inSandbox(async (db) => {
      const { ada, tom, ivan, backend } = await seedWorld(db);
      const seen = [ada.userId, ivan.userId];
      await setTeamMembers(contextFor(db, ada), { teamId: backend.id, userIds: [ada.userId], among: seen });
      expect(await teamsOf(db, tom.userId)).toEqual(['Backend', 'Default team']);
    }));

  test('counts from the next request of open sessions', () =>
    inSandbox(async (db) => {
      const { ada, tom, backend } = await seedWorld(db);
      await seedSession(db, tom);
      const isInBackend = async () => {
        const actor = await loadActor(db, tom.sessionId);
        return actor.kind === 'developer' && actor.teamIds.includes(backend.id);
      };
      expect(await isInBackend()).toBe(true);
      await setTeamMembers(contextFor(db, ada), { teamId: backend.id, userIds: [] });
      expect(await isInBackend()).toBe(false);
    }));

  test('takes nobody from elsewhere', () =>
    inSandbox(async (db) => {
      const { ada, eve, dora, backend } = await seedWorld(db);
      for (const userId of [eve.userId, dora.userId, newId()]) {
        const refusal = await refusalOf(setTeamMembers(contextFor(db, ada), { teamId: backend.id, userIds: [userId] }));
        expect(refusal).toMatchObject({ code: 'invalid', fieldErrors: { userIds: [expect.any(String)] } });
      }
    }));
});
