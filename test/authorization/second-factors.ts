import { confirmAddressChange } from '@/core/identity/confirm-address-change';
import { requestAddressChange } from '@/core/identity/request-address-change';
import { withdrawAddressChange } from '@/core/identity/withdraw-address-change';
import { addPasskey } from '@/core/second-factors/add-passkey';
import { answerSecondFactor } from '@/core/second-factors/answer-second-factor';
import { confirmTotp } from '@/core/second-factors/confirm-totp';
import { prepareTotp } from '@/core/second-factors/prepare-totp';
import { proveAgain } from '@/core/second-factors/prove-again';
import { removePasskey } from '@/core/second-factors/remove-passkey';
import { removeSecondFactorOf } from '@/core/second-factors/remove-second-factor-of';
import { removeTotp } from '@/core/second-factors/remove-totp';
import { renewRecoveryCodes } from '@/core/second-factors/renew-recovery-codes';
import { signInWithPasskey } from '@/core/second-factors/sign-in-with-passkey';
import type { Database } from '@/db/client';
import { newId } from '@/db/ids';
import { passkeys, totpFactors } from '@/db/schema';
import type { World } from '../world';
import { type BearerRow, expecting, nothing, type Row, row } from './roles';

const anyLoggedIn = expecting('ok', { unauthenticated: ['nobody'] });
/** Nobody of the cast has set up anything: they meet the refusal behind the permission. */
const nothingThere = expecting('conflict', { unauthenticated: ['nobody'] });

/** Tom has a passkey. */
async function passkeyOfTom(db: Database, { tom }: World) {
  const passkeyId = newId();
  const made = { credentialId: 'of-tom', publicKey: Buffer.alloc(1), transports: [], name: 'Laptop' };
  await db.insert(passkeys).values({ id: passkeyId, userId: tom.userId, ...made });
  return { passkeyId };
}

/** Tom and Audrey have an authenticator. */
async function authenticators(db: Database, { tom, audrey }: World): Promise<null> {
  for (const { userId } of [tom, audrey]) {
    await db.insert(totpFactors).values({ userId, secretSealed: Buffer.alloc(1), confirmedAt: new Date() });
  }
  return null;
}

const byRole: Row[] = [
  row({
    verb: 'requestAddressChange',
    stage: nothing,
    act: (ctx) => requestAddressChange(ctx, { email: 'somebody.else@example.test' }),
    expected: anyLoggedIn,
  }),
  row({
    verb: 'withdrawAddressChange',
    stage: nothing,
    act: (ctx) => withdrawAddressChange(ctx),
    expected: nothingThere,
  }),
  row({
    verb: 'confirmAddressChange',
    stage: nothing,
    act: (ctx) => confirmAddressChange(ctx, { token: 'a'.repeat(43) }),
    expected: nothingThere,
  }),
  row({ verb: 'prepareTotp', stage: nothing, act: (ctx) => prepareTotp(ctx), expected: anyLoggedIn }),
  row({
    verb: 'confirmTotp',
    stage: nothing,
    act: (ctx) => confirmTotp(ctx, { code: '000000' }),
    expected: nothingThere,
  }),
  row({ verb: 'removeTotp', stage: nothing, act: (ctx) => removeTotp(ctx), expected: nothingThere }),
  row({ verb: 'renewRecoveryCodes', stage: nothing, act: (ctx) => renewRecoveryCodes(ctx), expected: nothingThere }),
  row({
    verb: 'addPasskey',
    stage: nothing,
    act: (ctx) => addPasskey(ctx, { challengeId: newId(), answer: '{}', name: 'Laptop' }),
    expected: nothingThere,
  }),
  row({
    verb: 'removePasskey',
    stage: passkeyOfTom,
    act: removePasskey,
    expected: expecting('not_found', { ok: ['tom'], unauthenticated: ['nobody'] }),
  }),
  row({
    verb: 'proveAgain',
    stage: nothing,
    act: (ctx) => proveAgain(ctx, { password: 'a harbour with nine lanterns' }),
    expected: nothingThere,
  }),
  row({
    verb: 'removeSecondFactorOf',
    stage: authenticators,
    act: (ctx, _stage, { tom }) => removeSecondFactorOf(ctx, { userId: tom.userId }),
    // Colleagues see each other, and Tom himself.
    expected: expecting('not_found', { ok: ['priya', 'alan'], forbidden: ['arun', 'audrey', 'ada', 'tom'] }),
  }),
];

const byBearer: BearerRow[] = [
  {
    verb: 'answerSecondFactor',
    bearer: 'what a right password earned, and a code',
    act: (ctx) => answerSecondFactor(ctx, { token: 'a'.repeat(43), code: '000000', userAgent: '' }),
    answer: 'unauthenticated',
  },
  {
    verb: 'signInWithPasskey',
    bearer: 'what a passkey signed',
    act: (ctx) => signInWithPasskey(ctx, { challengeId: newId(), answer: '{}', userAgent: '' }),
    answer: 'conflict',
  },
];

/** How people prove who they are, and where their mails go. */
export const secondFactors: Row[] = [...byRole, ...byBearer];
