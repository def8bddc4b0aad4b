import { eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { mails, sessions, totpFactors } from '@/db/schema';
import {
  BROWSER,
  loginTokenOf,
  PASSWORD,
  setUpAuthenticator,
  withAuthenticator,
  withPassword,
} from '@/test/authenticator';
import { contextFor, inSandbox } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { loadActor } from '../identity/load-actor';
import { logIn } from '../identity/log-in';
import { answerSecondFactor } from './answer-second-factor';
import { confirmTotp } from './confirm-totp';
import { getSecondFactors } from './get-second-factors';
import { prepareTotp } from './prepare-totp';
import { removeTotp } from './remove-totp';
import { renewRecoveryCodes } from './renew-recovery-codes';

const userAgent = BROWSER;

const answer = (db: Database, token: string, code: string) =>
  answerSecondFactor(contextFor(db), { token, code, userAgent });

describe('setting up an authenticator', () => {
  test('asks for nothing until a code confirmed it, ends the other sessions, and tells its owner', () =>
    inSandbox(async (db) => {
      const { tom } = await withPassword(db);
      const ctx = contextFor(db, tom);
      await prepareTotp(ctx);
      const login = await logIn(contextFor(db), { email: tom.email, password: PASSWORD, userAgent: BROWSER });
      if (login.kind !== 'entered') throw new Error('a second factor was asked for');
      expect(await outcome(confirmTotp(ctx, { code: '000000' }))).toBe('invalid');
      await setUpAuthenticator(ctx);
      expect(await loadActor(db, login.sessionId)).toEqual({ kind: 'anonymous' });
      expect(await loadActor(db, tom.sessionId)).toMatchObject({ userId: tom.userId });
      expect(await db.$count(mails, eq(mails.message, 'second-factor-changed'))).toBe(1);
      expect((await getSecondFactors(ctx)).prepared).toBeNull();
      expect(await outcome(prepareTotp(ctx))).toBe('conflict');
      expect(await outcome(confirmTotp(ctx, { code: '000000' }))).toBe('conflict');
    }));

  test('keeps the secret sealed to its owner, and hashes of recovery codes', () =>
    inSandbox(async (db) => {
      const { tom } = await withPassword(db);
      const ctx = contextFor(db, tom);
      await prepareTotp(ctx);
      const secret = (await getSecondFactors(ctx)).prepared?.secret ?? '';
      const [row] = await db.select().from(totpFactors);
      expect(row?.secretSealed.toString('latin1')).not.toContain(secret);
      expect(() => ctx.secrets.open(row?.secretSealed ?? Buffer.alloc(0), 'totp:somebody else')).toThrow();
      expect(secret).toHaveLength(32);
      // A page that is opened with an old proof does not show it.
      await db.update(sessions).set({ provenAt: sql`now() - interval '2 hours'` });
      expect((await getSecondFactors(ctx)).prepared).toBeNull();
    }));

  test('new recovery codes end the older ones, and switching off ends everything; both want a fresh proof', () =>
    inSandbox(async (db) => {
      const { tom, phone } = await withAuthenticator(db);
      const ctx = contextFor(db, tom);
      const { recoveryCodes } = await renewRecoveryCodes(ctx);
      expect(new Set([...recoveryCodes, ...phone.recoveryCodes]).size).toBe(20);
      expect(await outcome(answer(db, await loginTokenOf(db, tom), phone.recoveryCodes[0] ?? ''))).toBe('invalid');
      expect(await outcome(answer(db, await loginTokenOf(db, tom), recoveryCodes[0] ?? ''))).toBe('ok');

      await db.update(sessions).set({ provenAt: sql`now() - interval '2 hours'` });
      for (const act of [prepareTotp, renewRecoveryCodes, removeTotp])
        expect(await outcome(act(ctx))).toBe('proof_needed');
      await db.update(sessions).set({ provenAt: sql`now()` });
      await removeTotp(ctx);
      expect(await outcome(removeTotp(ctx))).toBe('conflict');
      const login = await logIn(contextFor(db), { email: tom.email, password: PASSWORD, userAgent: BROWSER });
      expect(login.kind).toBe('entered');
    }));
});
