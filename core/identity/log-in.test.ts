import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { auditEvents, sessions, users } from '@/db/schema';
import { cpuTimeOf } from '@/test/cpu-time';
import { entered } from '@/test/entered';
import { contextFor, inSandbox } from '@/test/harness';
import { refusalOf } from '@/test/refusal-of';
import { seedWorld, type World } from '@/test/world';
import { enter } from './enter';
import { loadActor } from './load-actor';
import { logIn } from './log-in';
import { hashPassword } from './passwords';

const password = 'correct horse battery';
const userAgent = 'Firefox';
let passwordHash = '';

beforeAll(async () => {
  passwordHash = await hashPassword(password);
});

/** The world, in which everybody has the same password. */
async function seedPeople(db: Database): Promise<World> {
  const world = await seedWorld(db);
  await db.update(users).set({ passwordHash });
  return world;
}

const from = (db: Database, ip: string) => contextFor(db, undefined, { ip });
describe('logIn', () => {
  test('the right password starts a session that belongs to its owner', () =>
    inSandbox(async (db) => {
      const { tom } = await seedPeople(db);
      const { sessionId, actor } = await entered(contextFor(db), { email: ' TOM@acme.test', password, userAgent });
      expect(actor).toMatchObject({ kind: 'developer', userId: tom.userId, role: 'team_member' });
      expect(await loadActor(db, sessionId)).toEqual(actor);
      const [event] = await db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.event, 'user.logged_in'))
        .orderBy(auditEvents.id);
      expect(event).toMatchObject({ actorId: tom.userId, actorLabel: 'Tom Test' });
    }));

  test('whoever waits gets a session that makes nobody active [A-26]', () =>
    inSandbox(async (db) => {
      const { penny, olga } = await seedPeople(db);
      const pending = await entered(contextFor(db), { email: penny.email, password, userAgent });
      expect(pending.actor).toMatchObject({ status: 'pending' });
      const waiting = await entered(contextFor(db), { email: olga.email, password, userAgent });
      expect(waiting.actor).toMatchObject({ organization: { status: 'pending' } });
    }));

  test('nobody, a wrong password, and people in whatever state get one answer [A-01] [A-08]', () =>
    inSandbox(async (db) => {
      const { tom, penny, ursula, ivan, priya } = await seedPeople(db);
      await db.update(users).set({ passwordHash: null }).where(eq(users.id, tom.userId));
      const tries = [
        ...[penny, ursula, ivan, priya].map(({ email }) => ({ email, password: 'wrong horse battery' })),
        { email: tom.email, password },
        { email: 'nobody@nowhere.test', password },
        { email: 'nonsense', password },
        { email: '', password: '' },
        { email: penny.email, password: 'x'.repeat(1_000_000) },
        { email: penny.email, password: '\ud800\0' },
      ];
      const refusals = [];
      for (const given of tries) refusals.push(await refusalOf(logIn(contextFor(db), { ...given, userAgent })));
      expect(refusals[0]).toMatchObject({ code: 'unauthenticated', message: 'Email or password is wrong.' });
      for (const refusal of refusals) expect(refusal).toEqual(refusals[0]);
      expect(await db.$count(sessions)).toBe(0);
    }));

  test('a refusal is recorded without what was typed', () =>
    inSandbox(async (db) => {
      await seedPeople(db);
      await refusalOf(
        logIn(contextFor(db), { email: 'hunter2hunter2@secret.test', password: 'tell nobody', userAgent }),
      );
      const events = await db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.event, 'user.login_refused'))
        .orderBy(auditEvents.id);
      expect(events).toMatchObject([{ subjectId: null, ip: '192.0.2.1', detail: { reason: 'wrong' } }]);
      expect(JSON.stringify(events)).not.toMatch(/hunter2|tell nobody/);
    }));

  // Answer early in `isPassword` when there is no hash, to see this fail.
  test('an unknown address costs as much work as a wrong password [A-02]', () =>
    inSandbox(async (db) => {
      const { tom } = await seedPeople(db);
      const workFor = (email: string, at: number) =>
        cpuTimeOf(() =>
          refusalOf(logIn(from(db, `192.0.2.${at}`), { email, password: 'wrong horse battery', userAgent })),
        );
      const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
      for (let round = 0; round < 8; round += 1) {
        times.unknown.push(await workFor('nobody@nowhere.test', round));
        times.known.push(await workFor(tom.email, round));
      }
      // The least of each: what a busy machine adds is in none of them.
      expect(Math.min(...times.unknown) / Math.min(...times.known)).toBeGreaterThan(0.5);
    }));

  test('only the right password learns that the address is not verified, or the account deactivated [A-26] [T-17]', () =>
    inSandbox(async (db) => {
      const { ursula, ivan } = await seedPeople(db);
      expect(await refusalOf(logIn(contextFor(db), { email: ursula.email, password, userAgent }))).toMatchObject({
        code: 'unauthenticated',
        fieldErrors: { unverified: [expect.any(String)] },
      });
      const deactivated = await refusalOf(logIn(contextFor(db), { email: ivan.email, password, userAgent }));
      expect(deactivated).toMatchObject({ code: 'unauthenticated', message: expect.stringContaining('deactivated') });
      expect(await db.$count(sessions)).toBe(0);
    }));

  test('every login is a new session, and the one that the browser carried is over [A-11]', () =>
    inSandbox(async (db) => {
      const { tom, dora } = await seedPeople(db);
      const first = await entered(contextFor(db), { email: tom.email, password, userAgent });
      const carrying = contextFor(db, first.actor);
      const second = await entered(carrying, { email: dora.email, password, userAgent });
      expect(second.sessionId).not.toBe(first.sessionId);
      expect(await loadActor(db, first.sessionId)).toEqual({ kind: 'anonymous' });
      expect(await loadActor(db, second.sessionId)).toMatchObject({ userId: dora.userId });
    }));

  test('a password that was changed while it was checked starts nothing', () =>
    inSandbox(async (db) => {
      const { tom } = await seedPeople(db);
      const checked = { userId: tom.userId, userAgent, passwordHash: await hashPassword('the older password') };
      expect(await refusalOf(enter(contextFor(db), checked))).toMatchObject({ code: 'unauthenticated' });
      await db.update(users).set({ status: 'inactive' }).where(eq(users.id, tom.userId));
      const believed = { userId: tom.userId, userAgent, passwordHash };
      expect(await refusalOf(enter(contextFor(db), believed))).toMatchObject({ code: 'unauthenticated' });
      expect(await db.$count(sessions)).toBe(0);
    }));
});
