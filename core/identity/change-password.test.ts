import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { mails, users } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { refusalOf } from '@/test/refusal-of';
import { seedWorld } from '@/test/world';
import { changePassword } from './change-password';
import { changeProfile } from './change-profile';
import { enter } from './enter';
import { getProfile } from './get-profile';
import { loadActor } from './load-actor';
import { hashPassword, isPassword } from './passwords';

const currentPassword = 'correct horse battery';
const newPassword = 'another horse battery';
let passwordHash = '';
beforeAll(async () => {
  passwordHash = await hashPassword(currentPassword);
});

const userOf = async (db: Database, id: string) => (await db.select().from(users).where(eq(users.id, id))).at(0);
async function enterTom(db: Database, change: Partial<typeof users.$inferInsert> = {}) {
  const { tom } = await seedWorld(db);
  await db
    .update(users)
    .set({ passwordHash, ...change })
    .where(eq(users.id, tom.userId));
  return (await enter(contextFor(db), { userId: tom.userId, userAgent: 'Firefox' })).actor;
}

describe('changePassword', () => {
  test('needs the current one, ends the other sessions, keeps this one, and tells the owner [A-14]', () =>
    inSandbox(async (db) => {
      const tom = await enterTom(db, { mustChangePassword: true });
      const elsewhere = await enter(contextFor(db), { userId: tom.userId, userAgent: 'Safari' });

      await changePassword(contextFor(db, tom), { currentPassword, newPassword });

      const user = await userOf(db, tom.userId);
      expect(await isPassword(newPassword, user?.passwordHash ?? null)).toBe(true);
      expect(await loadActor(db, elsewhere.sessionId)).toEqual({ kind: 'anonymous' });
      expect(await loadActor(db, tom.sessionId)).toMatchObject({ mustChangePassword: false });
      expect(await db.$count(mails, eq(mails.message, 'password-changed'))).toBe(1);
    }));

  test('refuses a wrong current password, and after ten of them even the right one [A-21]', () =>
    inSandbox(async (db) => {
      const ctx = contextFor(db, await enterTom(db));
      for (let time = 0; time < 10; time += 1) {
        const wrong = await refusalOf(changePassword(ctx, { currentPassword: 'x'.repeat(10_000), newPassword }));
        expect(wrong).toMatchObject({ fieldErrors: { currentPassword: [expect.any(String)] } });
      }
      expect(await refusalOf(changePassword(ctx, { currentPassword, newPassword }))).toMatchObject({
        code: 'too_many',
      });
    }));

  test('refuses a weak password and the same one again [A-23]', () =>
    inSandbox(async (db) => {
      const ctx = contextFor(db, await enterTom(db));
      for (const weak of ['short', 'finalfantasy', currentPassword, 'tom@acme.test works']) {
        const refusal = await refusalOf(changePassword(ctx, { currentPassword, newPassword: weak }));
        expect(refusal).toMatchObject({ code: 'invalid', fieldErrors: { newPassword: [expect.any(String)] } });
      }
    }));

  test('is nothing for nobody, nor for people without a password', () =>
    inSandbox(async (db) => {
      const tom = await enterTom(db, { passwordHash: null });
      const change = { currentPassword, newPassword };
      expect(await refusalOf(changePassword(contextFor(db), change))).toMatchObject({ code: 'unauthenticated' });
      expect(await refusalOf(changePassword(contextFor(db, tom), change))).toMatchObject({ code: 'conflict' });
    }));
});

describe('changeProfile', () => {
  test('changes the own names and nothing else, and the password least of all [Z-06]', () =>
    inSandbox(async (db) => {
      const tom = await enterTom(db);
      const before = await userOf(db, tom.userId);
      const wish = { firstName: ' Thomas ', lastName: 'Tester', signUp: { status: 'active', email: 'x@y.test' } };
      await changeProfile(contextFor(db, tom), wish);
      const after = await userOf(db, tom.userId);
      expect(after).toMatchObject({ firstName: 'Thomas', lastName: 'Tester', signUpValues: {} });
      const { firstName, lastName, version, updatedAt, ...rest } = before ?? {};
      expect(after).toMatchObject(rest);
      expect(await getProfile(contextFor(db, tom))).toMatchObject({ hasPassword: true, signsInElsewhere: false });
    }));

  test('refuses names that are none, and nobody has a profile', () =>
    inSandbox(async (db) => {
      const tom = await enterTom(db);
      const wish = { firstName: '', lastName: '<b>', signUp: {} };
      expect(await refusalOf(changeProfile(contextFor(db, tom), wish))).toMatchObject({
        fieldErrors: { firstName: [expect.any(String)], lastName: [expect.any(String)] },
      });
      expect(await refusalOf(changeProfile(contextFor(db), wish))).toMatchObject({ code: 'unauthenticated' });
      expect(await refusalOf(getProfile(contextFor(db)))).toMatchObject({ code: 'unauthenticated' });
    }));
});
