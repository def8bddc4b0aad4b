import { changePassword } from '@/core/identity/change-password';
import { changeProfile } from '@/core/identity/change-profile';
import { createAdmin } from '@/core/identity/create-admin';
import { createFirstAdmin } from '@/core/identity/create-first-admin';
import { endSession } from '@/core/identity/end-session';
import { logIn } from '@/core/identity/log-in';
import { logOut } from '@/core/identity/log-out';
import { register } from '@/core/identity/register';
import { requestPasswordReset } from '@/core/identity/request-password-reset';
import { resendVerification } from '@/core/identity/resend-verification';
import { resetPassword } from '@/core/identity/reset-password';
import { signInWithOidc } from '@/core/identity/sign-in-with-oidc';
import { signOutEverywhere } from '@/core/identity/sign-out-everywhere';
import { verifyAddress } from '@/core/identity/verify-address';
import { activateDeveloper } from '@/core/members/activate-developer';
import { deactivateDeveloper } from '@/core/members/deactivate-developer';
import type { Database } from '@/db/client';
import { newId } from '@/db/ids';
import { sessions } from '@/db/schema';
import type { World } from '../world';
import { type BearerRow, expecting, nothing, type Role, type Row, row } from './roles';

const deciders: Role[] = ['priya', 'alan', 'arun'];
const runners: Role[] = ['priya', 'alan'];
const anyLoggedIn = expecting('ok', { unauthenticated: ['nobody'] });
const password = 'a harbour with nine lanterns';
const anyEmail = { email: 'somebody@example.test' };
const deadLink = { token: 'a'.repeat(43) };

/** A session of Tom. */
async function sessionOfTom(db: Database, { tom }: World): Promise<{ sessionId: string }> {
  const sessionId = newId();
  const expiresAt = new Date(Date.now() + 86_400_000);
  await db.insert(sessions).values({ id: sessionId, userId: tom.userId, expiresAt });
  return { sessionId };
}

/** What one does with one's own account, and what admins do with those of others. */
const byRole: Row[] = [
  row({
    verb: 'activateDeveloper',
    stage: nothing,
    act: (ctx, _stage, { penny }) => activateDeveloper(ctx, { userId: penny.userId }),
    // Penny herself sees that she exists, and waits.
    expected: expecting('not_found', { ok: deciders, forbidden: ['audrey', 'penny'] }),
  }),
  row({
    verb: 'deactivateDeveloper',
    stage: nothing,
    act: (ctx, _stage, { tom }) => deactivateDeveloper(ctx, { userId: tom.userId }),
    // Colleagues see each other.
    expected: expecting('not_found', { ok: runners, forbidden: ['arun', 'audrey', 'ada', 'tom'] }),
  }),
  row({
    verb: 'createAdmin',
    stage: nothing,
    act: (ctx) =>
      createAdmin(ctx, { email: 'new@provider.test', firstName: 'New', lastName: 'Admin', role: 'auditor', password }),
    expected: expecting('forbidden', { ok: ['priya'] }),
  }),
  row({
    verb: 'endSession',
    stage: sessionOfTom,
    act: endSession,
    expected: expecting('not_found', { ok: ['tom', ...runners], forbidden: ['arun', 'audrey'] }),
  }),
  row({
    verb: 'changeProfile',
    stage: nothing,
    act: (ctx) => changeProfile(ctx, { firstName: 'New', lastName: 'Name', signUp: {} }),
    expected: anyLoggedIn,
  }),
  row({
    verb: 'changePassword',
    stage: nothing,
    act: (ctx) => changePassword(ctx, { currentPassword: 'not this one', newPassword: password }),
    // Nobody of the cast has a password: they meet the refusal behind the permission.
    expected: expecting('conflict', { unauthenticated: ['nobody'] }),
  }),
  row({ verb: 'signOutEverywhere', stage: nothing, act: (ctx) => signOutEverywhere(ctx), expected: anyLoggedIn }),
  row({ verb: 'logOut', stage: nothing, act: (ctx) => logOut(ctx), expected: expecting('ok', {}) }),
];

/**
 * What counts is what one brings: a password, a mailed link, a provider's word. Whoever is logged in gets no more for
 * it.
 */
const byBearer: BearerRow[] = [
  {
    verb: 'register',
    bearer: 'everybody may ask for an account',
    act: (ctx) =>
      register(ctx, {
        ...anyEmail,
        password,
        firstName: 'New',
        lastName: 'Person',
        inviteCode: '',
        signUp: {},
        acceptsTerms: true,
      }),
    answer: 'ok',
  },
  {
    verb: 'logIn',
    bearer: 'a password',
    act: (ctx) => logIn(ctx, { ...anyEmail, password, userAgent: '' }),
    answer: 'unauthenticated',
  },
  {
    verb: 'requestPasswordReset',
    bearer: 'everybody may ask; only the address gets the mail',
    act: (ctx) => requestPasswordReset(ctx, anyEmail),
    answer: 'ok',
  },
  {
    verb: 'resendVerification',
    bearer: 'everybody may ask; only the address gets the mail',
    act: (ctx) => resendVerification(ctx, anyEmail),
    answer: 'ok',
  },
  { verb: 'verifyAddress', bearer: 'a mailed link', act: (ctx) => verifyAddress(ctx, deadLink), answer: 'conflict' },
  {
    verb: 'resetPassword',
    bearer: 'a mailed link',
    act: (ctx) => resetPassword(ctx, { ...deadLink, password }),
    answer: 'conflict',
  },
  {
    verb: 'createFirstAdmin',
    bearer: 'the link in the log of the first start',
    act: (ctx) => createFirstAdmin(ctx, { ...deadLink, ...anyEmail, firstName: 'New', lastName: 'Admin', password }),
    answer: 'conflict',
  },
  {
    verb: 'signInWithOidc',
    bearer: 'the word of the OpenID provider',
    act: (ctx) =>
      signInWithOidc(ctx, {
        ...anyEmail,
        issuer: 'https://provider.test',
        subject: 'somebody',
        emailVerified: false,
        firstName: 'New',
        lastName: 'Person',
        userAgent: '',
      }),
    answer: 'forbidden',
  },
];

/** Accounts, sessions and how people get in. */
export const people: Row[] = [
  ...byRole,
  ...byBearer,
  { verb: 'enter', system: 'called by logIn and signInWithOidc once they believe somebody' },
];
