import { readFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Context } from '@/core/context';
import { reportFoundKey } from '@/core/credentials/report-found-key';
import { createFirstAdmin } from '@/core/identity/create-first-admin';
import { logIn } from '@/core/identity/log-in';
import { register } from '@/core/identity/register';
import { requestPasswordReset } from '@/core/identity/request-password-reset';
import { resendVerification } from '@/core/identity/resend-verification';
import { resetPassword } from '@/core/identity/reset-password';
import { verifyAddress } from '@/core/identity/verify-address';
import { acceptAsNewcomer } from '@/core/invitations/accept-as-newcomer';
import { declineInvitation } from '@/core/invitations/decline-invitation';
import { answerSecondFactor } from '@/core/second-factors/answer-second-factor';
import { beginPasskeySignIn } from '@/core/second-factors/begin-passkey-use';
import { contextFor, inSandbox } from './harness';
import { refusalOf } from './refusal-of';
import { sourceFiles } from './source-files';
import { seedWorld } from './world';

const person = { firstName: 'Nina', lastName: 'Newcomer', password: 'correct horse battery' };
const email = 'nina@newcomer.test';
const token = 'x'.repeat(43);
const userAgent = '';

/** Every form that somebody may send who is not logged in, sent as somebody who tries. */
const forms: Record<string, (ctx: Context) => Promise<unknown>> = {
  logInAction: (ctx) => logIn(ctx, { email, password: 'a wrong one', userAgent }),
  registerAction: (ctx) => register(ctx, { ...person, email, inviteCode: '', signUp: {}, acceptsTerms: false }),
  requestPasswordResetAction: (ctx) => requestPasswordReset(ctx, { email }),
  resendVerificationAction: (ctx) => resendVerification(ctx, { email }),
  verifyAddressAction: (ctx) => verifyAddress(ctx, { token }),
  resetPasswordAction: (ctx) => resetPassword(ctx, { token, password: person.password }),
  createFirstAdminAction: (ctx) => createFirstAdmin(ctx, { ...person, email, token }),
  acceptAsNewcomerAction: (ctx) =>
    acceptAsNewcomer(ctx, { ...person, token, signUp: {}, acceptsTerms: false, userAgent }),
  declineInvitationAction: (ctx) => declineInvitation(ctx, { token }),
  answerSecondFactorAction: (ctx) => answerSecondFactor(ctx, { token, code: '000000', userAgent }),
  beginPasskeySignInAction: (ctx) => beginPasskeySignIn(ctx),
  reportFoundKeyAction: (ctx) => reportFoundKey(ctx, noGateways, { key: 'x'.repeat(32) }),
};

const noGateways = {
  of: () => {
    throw new Error('no gateway is asked about a key that nobody has');
  },
};

/** Forms beside these that do nothing for a stranger, and why. */
const OTHERS: Record<string, string> = {
  acceptInvitationAction: 'refuses who is not logged in; a dead link is counted',
  changeForcedPasswordAction: 'of who is logged in: ten wrong passwords in a quarter of an hour',
  logOutForInvitationAction: 'ends the own session',
  proveByPasswordAction: 'of who is logged in: ten wrong passwords in a quarter of an hour',
  proveByCodeAction: 'of who is logged in: ten wrong codes in a quarter of an hour, fifty in a day',
  beginPasskeyProofAction: 'of who is logged in, counted like beginPasskeySignInAction',
  proveByPasskeyAction: 'of who is logged in, with a challenge that counts once and was counted when it was begun',
  signInWithPasskeyAction: 'with a challenge that counts once and was counted when it was begun',
};

describe('a form that anybody may send', () => {
  // Take throttleAll out of a verb and its form answers as if nobody had tried.
  test.each(Object.entries(forms))('%s is counted, and refused when its network has tried too often', (_name, send) =>
    inSandbox(async (db) => {
      await seedWorld(db);
      const from = (ip: string) => contextFor(db, undefined, { ip });
      await send(from('203.0.113.7')).catch(() => undefined);
      const { rows } = await db.execute(sql`select bucket from throttles where bucket like '%:network:%'`);
      expect(rows.length).toBeGreaterThan(0);
      await db.execute(sql`update throttles set attempts = 100000 where bucket like '%:network:%'`);
      expect(await refusalOf(send(from('203.0.113.7')))).toMatchObject({ code: 'too_many' });
      const elsewhere = await send(from('198.51.100.9')).then(
        () => 'let in',
        (error: { code: string }) => error.code,
      );
      expect(elsewhere).not.toBe('too_many');
    }),
  );

  test('is in this table, and in that of docs/security.md', () => {
    const files = sourceFiles('app').filter(({ path }) =>
      /\/\(auth\)\/.*actions\.ts$|keys\/found\/actions\.ts$/.test(path),
    );
    const names = files.flatMap(({ text }) =>
      [...text.matchAll(/^export const (\w+Action) = /gm)].map(([, name = '']) => name),
    );
    expect(names.length).toBeGreaterThan(15);
    expect(names.sort()).toEqual([...Object.keys(forms), ...Object.keys(OTHERS)].sort());
    const doc = readFileSync('docs/security.md', 'utf8');
    for (const name of Object.keys(forms)) expect(doc).toContain(`\`${name}\``);
  });
});
