import { and, eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { auditEvents, users } from '@/db/schema';
import { contextFor, inSandbox, unboxed } from '@/test/harness';
import { refusalOf } from '@/test/refusal-of';
import { seedWorld, type World } from '@/test/world';
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
describe('guessing', () => {
  // Count after checking the password instead of before to see this fail.
  test('ten wrong passwords from one network lock it out of the account, and only it [A-05]', () =>
    inSandbox(async (db) => {
      const { tom, dora } = await seedPeople(db);
      const guess = { email: tom.email, password: 'wrong horse battery', userAgent };
      for (let time = 0; time < 10; time += 1) {
        expect(await refusalOf(logIn(contextFor(db), guess))).toMatchObject({ code: 'unauthenticated' });
      }
      const right = { email: tom.email, password, userAgent };
      const locked = await refusalOf(logIn(contextFor(db), right));
      expect(locked).toMatchObject({ code: 'too_many', retryAfterSeconds: expect.any(Number) });
      await logIn(contextFor(db), { email: dora.email, password, userAgent });
      await logIn(from(db, '198.51.100.7'), right);
    }));

  test('an address without an account is locked in the same way [A-03]', () =>
    inSandbox(async (db) => {
      await seedPeople(db);
      const guess = { email: 'nobody@nowhere.test', password, userAgent };
      for (let time = 0; time < 10; time += 1) await refusalOf(logIn(contextFor(db), guess));
      expect(await refusalOf(logIn(contextFor(db), guess))).toMatchObject({ code: 'too_many' });
    }));

  test('an account is guarded against many networks, and a network against trying many accounts [A-05] [A-06]', () =>
    inSandbox(async (db) => {
      const { tom } = await seedPeople(db);
      for (let at = 0; at < 30; at += 1) {
        const guess = { email: tom.email, password: 'x'.repeat(10_000), userAgent };
        expect(await refusalOf(logIn(from(db, `203.0.113.${at}`), guess))).toMatchObject({ code: 'unauthenticated' });
      }
      const right = { email: tom.email, password, userAgent };
      expect(await refusalOf(logIn(from(db, '203.0.113.99'), right))).toMatchObject({ code: 'too_many' });

      for (let at = 0; at < 50; at += 1) {
        const guess = { email: `guess${at}@nowhere.test`, password: 'x'.repeat(10_000), userAgent };
        await refusalOf(logIn(contextFor(db), guess));
      }
      const spray = { email: 'one-more@nowhere.test', password, userAgent };
      expect(await refusalOf(logIn(contextFor(db), spray))).toMatchObject({ code: 'too_many' });
    }));

  test('right passwords are never too many', () =>
    inSandbox(async (db) => {
      const { tom } = await seedPeople(db);
      for (let time = 0; time < 12; time += 1) {
        await logIn(contextFor(db), { email: tom.email, password, userAgent });
      }
    }));

  test('the window passes, and the right password opens again [A-05]', () =>
    inSandbox(async (db) => {
      const { tom } = await seedPeople(db);
      const guess = { email: tom.email, password: 'x'.repeat(10_000), userAgent };
      for (let time = 0; time < 11; time += 1) await refusalOf(logIn(contextFor(db), guess));
      await db.execute(sql`update throttles set resets_at = now()`);
      await logIn(contextFor(db), { email: tom.email, password, userAgent });
    }));

  test('guessing all at once is no way around [A-05]', () =>
    unboxed(async (db) => {
      const { tom } = await seedPeople(db);
      const crowd = Array.from({ length: 30 }, (_, at) =>
        refusalOf(logIn(contextFor(db), { email: tom.email, password: `wrong horse battery ${at}`, userAgent })),
      );
      const refusals = await Promise.all(crowd);
      const tooMany = refusals.filter((refusal) => (refusal as { code?: string } | null)?.code === 'too_many');
      expect(tooMany).toHaveLength(20);
      const tried = and(eq(auditEvents.event, 'user.login_refused'), eq(auditEvents.subjectId, tom.userId));
      expect(await db.$count(auditEvents, tried)).toBe(10);
    }));
});
