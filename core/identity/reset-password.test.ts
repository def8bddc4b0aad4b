import { and, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { mails, sessions, users } from '@/db/schema';
import { contextFor, inSandbox, unboxed } from '@/test/harness';
import { refusalOf } from '@/test/refusal-of';
import { seedWorld } from '@/test/world';
import { enter } from './enter';
import { loadActor } from './load-actor';
import { isPassword } from './passwords';
import { peekLink } from './peek-link';
import { requestPasswordReset } from './request-password-reset';
import { resetPassword } from './reset-password';
import { mintToken } from './tokens';

const password = 'another horse battery';
const linkFor = (db: Database, subjectId: string) => mintToken(db, { purpose: 'reset_password', subjectId, hours: 24 });
const userOf = async (db: Database, id: string) => (await db.select().from(users).where(eq(users.id, id))).at(0);
const mailsOf = async (db: Database, message: string) =>
  (await db.select({ to: mails.toUserId }).from(mails).where(eq(mails.message, message))).map((mail) => mail.to);
/** Who registered has one; an account without any was made by an admin, and opens by an invitation. */
const giveItsPassword = (db: Database, { userId }: { userId: string }) =>
  db.update(users).set({ passwordHash: 'a hash that no password has' }).where(eq(users.id, userId));
describe('requestPasswordReset', () => {
  test('ends the same for everybody, and mails only those whom a password may let in [A-03] [T-09] [T-10]', () =>
    inSandbox(async (db) => {
      const { tom, penny, ursula, ivan, priya, dan } = await seedWorld(db);
      await giveItsPassword(db, ursula);
      await db.update(users).set({ oidcSubject: 'issuer#dan', passwordHash: null }).where(eq(users.id, dan.userId));
      const addresses = [tom, penny, ursula, ivan, priya, dan].map(({ email }) => email);
      for (const email of [...addresses, 'nobody@nowhere.test']) {
        expect(await requestPasswordReset(contextFor(db), { email })).toBeUndefined();
      }
      for (const email of ['', 'a@b.test,c@d.test', 'tom@acme.test\r\nBcc: me@y.test']) {
        expect(await refusalOf(requestPasswordReset(contextFor(db), { email }))).toMatchObject({ code: 'invalid' });
      }
      const mailed = await mailsOf(db, 'password-reset');
      expect(mailed.sort()).toEqual([tom, penny, ursula, priya].map(({ userId }) => userId).sort());
    }));

  test('mails an account three times an hour at most, and is as silent about the fourth [T-12]', () =>
    inSandbox(async (db) => {
      await seedWorld(db);
      for (let at = 0; at < 6; at += 1) {
        const elsewhere = contextFor(db, undefined, { ip: `203.0.113.${at}` });
        expect(await requestPasswordReset(elsewhere, { email: 'TOM@acme.test' })).toBeUndefined();
      }
      expect(await mailsOf(db, 'password-reset')).toHaveLength(3);
    }));

  test('one network may ask twenty times an hour, for whomever [T-12]', () =>
    inSandbox(async (db) => {
      await seedWorld(db);
      for (let at = 0; at < 20; at += 1) await requestPasswordReset(contextFor(db), { email: `u${at}@nowhere.test` });
      const refusal = await refusalOf(requestPasswordReset(contextFor(db), { email: 'one@nowhere.test' }));
      expect(refusal).toMatchObject({ code: 'too_many' });
    }));
});

describe('resetPassword', () => {
  test('sets the password, ends every session and every other link, tells the owner and logs nobody in [A-14] [T-05] [T-11]', () =>
    inSandbox(async (db) => {
      const { tom } = await seedWorld(db);
      await db.update(users).set({ mustChangePassword: true }).where(eq(users.id, tom.userId));
      const open = [
        await enter(contextFor(db), { userId: tom.userId, userAgent: 'Firefox' }),
        await enter(contextFor(db), { userId: tom.userId, userAgent: 'Safari' }),
      ];
      const older = await linkFor(db, tom.userId);
      const token = await linkFor(db, tom.userId);

      expect(await resetPassword(contextFor(db), { token, password })).toBeUndefined();

      const user = await userOf(db, tom.userId);
      expect(await isPassword(password, user?.passwordHash ?? null)).toBe(true);
      expect(user?.mustChangePassword).toBe(false);
      for (const { sessionId } of open) expect(await loadActor(db, sessionId)).toEqual({ kind: 'anonymous' });
      expect(await db.$count(sessions)).toBe(2);
      expect(await mailsOf(db, 'password-changed')).toEqual([tom.userId]);
      for (const dead of [older, token]) {
        expect(await refusalOf(resetPassword(contextFor(db), { token: dead, password }))).toMatchObject({
          code: 'conflict',
        });
      }
    }));

  test('a weak password is refused and the link still works [A-23]', () =>
    inSandbox(async (db) => {
      const { tom } = await seedWorld(db);
      const link = { purpose: 'reset_password', token: await linkFor(db, tom.userId) } as const;
      for (const weak of ['short', 'password1234', 'tom@acme.test works']) {
        const refusal = await refusalOf(resetPassword(contextFor(db), { ...link, password: weak }));
        expect(refusal).toMatchObject({ code: 'invalid', fieldErrors: { password: [expect.any(String)] } });
      }
      expect(await peekLink(contextFor(db), link)).toMatchObject({ email: tom.email });
      await resetPassword(contextFor(db), { ...link, password });
    }));

  test('a link to verify an address, and one of somebody deactivated, reset nothing [T-06] [T-10]', () =>
    inSandbox(async (db) => {
      const { ursula, ivan } = await seedWorld(db);
      const verify = await mintToken(db, { purpose: 'verify_address', subjectId: ursula.userId, hours: 24 });
      for (const token of [verify, await linkFor(db, ivan.userId)]) {
        expect(await refusalOf(resetPassword(contextFor(db), { token, password }))).toMatchObject({ code: 'conflict' });
      }
      expect((await userOf(db, ivan.userId))?.passwordHash).toBeNull();
    }));

  test('takes an address back from whoever registered it without owning it', () =>
    inSandbox(async (db) => {
      const { ursula } = await seedWorld(db);
      const verify = await mintToken(db, { purpose: 'verify_address', subjectId: ursula.userId, hours: 24 });
      await resetPassword(contextFor(db), { token: await linkFor(db, ursula.userId), password });
      expect(await userOf(db, ursula.userId)).toMatchObject({ status: 'pending', emailVerifiedAt: expect.any(Date) });
      expect(await peekLink(contextFor(db), { purpose: 'verify_address', token: verify })).toBeNull();
    }));

  test('used many times at once it sets one password [T-03]', () =>
    unboxed(async (db) => {
      const { tom } = await seedWorld(db);
      const token = await linkFor(db, tom.userId);
      const outcomes = await Promise.allSettled(
        Array.from({ length: 8 }, (_, at) => resetPassword(contextFor(db), { token, password: `${password} ${at}` })),
      );
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const changed = and(eq(mails.message, 'password-changed'), eq(mails.toUserId, tom.userId));
      expect(await db.$count(mails, changed)).toBe(1);
    }));
});
