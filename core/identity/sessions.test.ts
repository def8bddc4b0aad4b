import { eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { sessions, users } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { refusalOf } from '@/test/refusal-of';
import { seedWorld } from '@/test/world';
import type { AdminActor, DeveloperActor } from './actor';
import { endSession } from './end-session';
import { enter } from './enter';
import { listSessions } from './list-sessions';
import { loadActor } from './load-actor';
import { logOut } from './log-out';
import { signOutEverywhere } from './sign-out-everywhere';

const enterAs = async (db: Database, person: DeveloperActor | AdminActor, userAgent = 'Firefox') =>
  (await enter(contextFor(db), { userId: person.userId, userAgent })).actor;
const nobody = { kind: 'anonymous' };

describe('a session', () => {
  test('that was logged out is nobody, also for a copy of its cookie, and logging out again is harmless [A-13]', () =>
    inSandbox(async (db) => {
      const { tom } = await seedWorld(db);
      const here = await enterAs(db, tom);
      const elsewhere = await enterAs(db, tom);
      await logOut(contextFor(db, here));
      await logOut(contextFor(db, here));
      await logOut(contextFor(db));
      expect(await loadActor(db, here.sessionId)).toEqual(nobody);
      expect(await loadActor(db, elsewhere.sessionId)).toMatchObject({ userId: tom.userId });
    }));

  test('ends everywhere at once, and nobody else is signed out [A-14]', () =>
    inSandbox(async (db) => {
      const { tom, ada } = await seedWorld(db);
      const [here, there, other] = [await enterAs(db, tom), await enterAs(db, tom), await enterAs(db, ada)];
      expect(await signOutEverywhere(contextFor(db, here))).toEqual({ ended: 2 });
      for (const { sessionId } of [here, there]) expect(await loadActor(db, sessionId)).toEqual(nobody);
      expect(await loadActor(db, other.sessionId)).toMatchObject({ userId: ada.userId });
    }));

  test('is listed for its owner, with the one that asks marked, until it ends or runs out', () =>
    inSandbox(async (db) => {
      const { tom, ada } = await seedWorld(db);
      const here = await enterAs(db, tom, 'Firefox');
      const there = await enterAs(db, tom, 'Safari');
      const idle = await enterAs(db, tom, 'Opera');
      await enterAs(db, ada, 'Chrome');
      await db
        .update(sessions)
        .set({ lastSeenAt: sql`now() - interval '8 days'` })
        .where(eq(sessions.id, idle.sessionId));
      const listed = await listSessions(contextFor(db, here));
      expect(listed.map(({ userAgent, isCurrent }) => [userAgent, isCurrent]).sort()).toEqual([
        ['Firefox', true],
        ['Safari', false],
      ]);
      await endSession(contextFor(db, here), { sessionId: there.sessionId });
      expect(await listSessions(contextFor(db, here))).toHaveLength(1);
      expect(await refusalOf(listSessions(contextFor(db)))).toMatchObject({ code: 'unauthenticated' });
    }));

  test('can be ended by its owner and by admins who run the portal; for strangers there is none', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const refusalFor = async (actor: DeveloperActor | AdminActor, sessionId: string) =>
        refusalOf(endSession(contextFor(db, actor), { sessionId }));
      const { sessionId } = await enterAs(db, world.tom);
      const imaginary = world.tom.organization.id;

      const stranger = await refusalFor(world.eve, sessionId);
      expect(stranger).toMatchObject({ code: 'not_found' });
      expect(stranger).toEqual(await refusalFor(world.eve, imaginary));
      expect(await refusalFor(world.ada, sessionId)).toMatchObject({ code: 'not_found' });
      expect(await refusalFor(world.audrey, sessionId)).toMatchObject({ code: 'forbidden' });
      expect(await refusalFor(world.arun, sessionId)).toMatchObject({ code: 'forbidden' });
      expect(await loadActor(db, sessionId)).toMatchObject({ userId: world.tom.userId });

      expect(await refusalFor(world.alan, sessionId)).toBeNull();
      expect(await loadActor(db, sessionId)).toEqual(nobody);
      expect(await refusalFor(world.alan, sessionId)).toMatchObject({ code: 'not_found' });
    }));

  test('shows its owner as they are now, not as they were when they logged in [A-15]', () =>
    inSandbox(async (db) => {
      const { ada } = await seedWorld(db);
      const { sessionId } = await enterAs(db, ada);
      await db
        .update(users)
        .set({ organizationRole: 'team_member', status: 'pending' })
        .where(eq(users.id, ada.userId));
      expect(await loadActor(db, sessionId)).toMatchObject({ role: 'team_member', status: 'pending' });
    }));

  test('of an admin ends after two idle hours and twelve in all, of a developer after seven idle days and thirty in all [A-17]', () =>
    inSandbox(async (db) => {
      const { priya, tom } = await seedWorld(db);
      const [admin, developer] = [await enterAs(db, priya), await enterAs(db, tom)];
      const endsIn = async (sessionId: string) =>
        (
          await db
            .select({ hours: sql<number>`round(extract(epoch from expires_at - now()) / 3600)::int` })
            .from(sessions)
            .where(eq(sessions.id, sessionId))
        ).at(0)?.hours;
      expect([await endsIn(admin.sessionId), await endsIn(developer.sessionId)]).toEqual([12, 30 * 24]);
      await db.update(sessions).set({ lastSeenAt: sql`now() - interval '121 minutes'` });
      expect(await loadActor(db, admin.sessionId)).toEqual(nobody);
      expect(await loadActor(db, developer.sessionId)).toMatchObject({ userId: tom.userId });
      await db.update(sessions).set({ lastSeenAt: sql`now()`, expiresAt: sql`now()` });
      expect(await loadActor(db, developer.sessionId)).toEqual(nobody);
    }));
});
