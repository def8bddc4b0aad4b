import { eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { auditEvents, mails, sessions, users } from '@/db/schema';
import { createSecretBox } from '@/server/secret-box';
import { BROWSER, loginTokenOf, withAuthenticator } from '@/test/authenticator';
import { CROWD, crowd } from '@/test/crowd';
import { contextFor, inSandbox, unboxed } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { loadActor } from '../identity/load-actor';
import { logIn } from '../identity/log-in';
import { resetPassword } from '../identity/reset-password';
import { mintToken } from '../identity/tokens';
import { answerSecondFactor } from './answer-second-factor';
import { getSecondFactors } from './get-second-factors';

const userAgent = BROWSER;

const answer = (db: Database, token: string, code: string) =>
  answerSecondFactor(contextFor(db), { token, code, userAgent });

describe('logging in with a second factor', () => {
  test('starts no session for the password alone, and one for the code [A-28]', () =>
    inSandbox(async (db) => {
      const { tom, phone } = await withAuthenticator(db);
      const before = await db.$count(sessions);
      const token = await loginTokenOf(db, tom);
      expect(await db.$count(sessions)).toBe(before);
      const { sessionId, actor } = await answer(db, token, phone.code(1));
      expect(actor.userId).toBe(tom.userId);
      expect(await loadActor(db, sessionId)).toMatchObject({ userId: tom.userId });
    }));

  test('takes no code twice, none of an earlier step, and the token once', () =>
    inSandbox(async (db) => {
      const { tom, phone } = await withAuthenticator(db);
      const token = await loginTokenOf(db, tom);
      // Taken when it was set up.
      expect(await outcome(answer(db, token, phone.code(0)))).toBe('invalid');
      expect(await outcome(answer(db, token, phone.code(-1)))).toBe('invalid');
      expect(await outcome(answer(db, token, '000000'))).toBe('invalid');
      expect(await outcome(answer(db, token, phone.code(1)))).toBe('ok');
      expect(await outcome(answer(db, token, phone.recoveryCodes[0] ?? ''))).toBe('unauthenticated');
      expect(await outcome(answer(db, await loginTokenOf(db, tom), phone.code(1)))).toBe('invalid');
      const refused = eq(auditEvents.event, 'user.second_factor_refused');
      expect(await db.$count(auditEvents, refused)).toBe(4);
      expect(JSON.stringify(await db.select().from(auditEvents).orderBy(auditEvents.id))).not.toContain(phone.code(1));
    }));

  test('takes each recovery code once, however it is typed, and tells its owner', () =>
    inSandbox(async (db) => {
      const { tom, phone } = await withAuthenticator(db);
      const [first = '', second = ''] = phone.recoveryCodes;
      expect(
        await outcome(answer(db, await loginTokenOf(db, tom), ` ${first.toUpperCase().replaceAll('-', ' ')}`)),
      ).toBe('ok');
      expect(await outcome(answer(db, await loginTokenOf(db, tom), first))).toBe('invalid');
      expect(await outcome(answer(db, await loginTokenOf(db, tom), second))).toBe('ok');
      const told = await db.select().from(mails).where(eq(mails.message, 'second-factor-changed'));
      expect(told.map(({ facts }) => facts.change)).toContain('A recovery code was used. 8 are left.');
      expect(JSON.stringify(told)).not.toContain(first);
    }));

  test('takes a recovery code also when the portal has another secret than before', () =>
    inSandbox(async (db) => {
      const { tom, phone } = await withAuthenticator(db);
      const secrets = createSecretBox('another secret than before, 32 bytes and more');
      const ctx = contextFor(db, undefined, { secrets });
      const code = phone.recoveryCodes[0] ?? '';
      const login = { token: await loginTokenOf(db, tom), code, userAgent };
      expect(await outcome(answerSecondFactor(ctx, login))).toBe('ok');
    }));

  test('stops after ten wrong codes, also for the right one', () =>
    inSandbox(async (db) => {
      const { tom, phone } = await withAuthenticator(db);
      const token = await loginTokenOf(db, tom);
      for (let time = 0; time < 10; time += 1) expect(await outcome(answer(db, token, '000000'))).toBe('invalid');
      expect(await outcome(answer(db, token, phone.code(1)))).toBe('too_many');
    }));

  test('wants a token that is not too old, and whose password is still the account’s', () =>
    inSandbox(async (db) => {
      const { tom, phone } = await withAuthenticator(db);
      const token = await loginTokenOf(db, tom);
      await db.execute(sql`update one_time_tokens set expires_at = expires_at - interval '10 minutes'`);
      expect(await outcome(answer(db, token, phone.code(1)))).toBe('unauthenticated');
      expect(await outcome(answer(db, 'nonsense', phone.code(1)))).toBe('unauthenticated');

      const beforeReset = await loginTokenOf(db, tom);
      const reset = await mintToken(db, { purpose: 'reset_password', subjectId: tom.userId, hours: 1 });
      await resetPassword(contextFor(db), { token: reset, password: 'another harbour, ten lanterns' });
      expect(await outcome(answer(db, beforeReset, phone.code(1)))).toBe('unauthenticated');
      // A new password does not switch the second factor off.
      const again = { email: tom.email, password: 'another harbour, ten lanterns', userAgent };
      expect(await logIn(contextFor(db), again)).toMatchObject({ kind: 'second_factor' });
    }));

  test('lets nobody in who was deactivated between the password and the code', () =>
    inSandbox(async (db) => {
      const { tom, phone } = await withAuthenticator(db);
      const token = await loginTokenOf(db, tom);
      await db.update(users).set({ status: 'inactive' }).where(eq(users.id, tom.userId));
      expect(await outcome(answer(db, token, phone.code(1)))).toBe('unauthenticated');
    }));

  // Leave `lt(totpFactors.lastStep, step)` out of take-code.ts and this must fail.
  test('one code of a crowd is one login, though each has a token of its own', () =>
    unboxed(async (db) => {
      const { tom, phone } = await withAuthenticator(db);
      const tokens: string[] = [];
      while (tokens.length < CROWD / 2) tokens.push(await loginTokenOf(db, tom));
      const before = await db.$count(sessions);
      const { won } = await crowd((at) => answer(db, tokens[at] ?? '', phone.code(1)), tokens.length);
      expect(won).toHaveLength(1);
      expect(await db.$count(sessions)).toBe(before + 1);
    }));

  test('one recovery code of a crowd is one login, and so is one token', () =>
    unboxed(async (db) => {
      const { tom, phone } = await withAuthenticator(db);
      const tokens: string[] = [];
      while (tokens.length < CROWD / 2) tokens.push(await loginTokenOf(db, tom));
      const [first = ''] = phone.recoveryCodes;
      expect((await crowd((at) => answer(db, tokens[at] ?? '', first), tokens.length)).won).toHaveLength(1);
      await db.execute(sql`delete from throttles`);
      const token = await loginTokenOf(db, tom);
      const others = phone.recoveryCodes.slice(1);
      expect((await crowd((at) => answer(db, token, others[at] ?? ''), 8)).won).toHaveLength(1);
      // Those that came too late have lost nothing.
      expect((await getSecondFactors(contextFor(db, tom))).recoveryCodesLeft).toBe(8);
    }));
});
