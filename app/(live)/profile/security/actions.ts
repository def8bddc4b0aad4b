'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { addPasskey } from '@/core/second-factors/add-passkey';
import { beginPasskeyRegistration } from '@/core/second-factors/begin-passkey-registration';
import { confirmTotp } from '@/core/second-factors/confirm-totp';
import { prepareTotp } from '@/core/second-factors/prepare-totp';
import { removePasskey } from '@/core/second-factors/remove-passkey';
import { removeTotp } from '@/core/second-factors/remove-totp';
import { renewRecoveryCodes } from '@/core/second-factors/renew-recovery-codes';
import { formAction, type Told } from '@/server/form-action';
import { typed } from '@/server/sent-fields';

const twoFactor = z.object({
  intent: z.enum(['prepare', 'confirm', 'renew'], 'Reload the page and try again.'),
  code: typed(200),
});

/**
 * Setting up an authenticator, step by step. One action for all steps, so that the recovery codes in its answer find
 * their form again when the page is rendered with the new state, also without JavaScript.
 */
export const twoFactorAction = formAction(twoFactor, async (ctx, { intent, code }): Promise<Told> => {
  if (intent === 'prepare') {
    await prepareTotp(ctx);
    revalidateSecurity();
    return '';
  }
  const { recoveryCodes } = intent === 'confirm' ? await confirmTotp(ctx, { code }) : await renewRecoveryCodes(ctx);
  revalidateSecurity();
  return { message: '', shownCodes: recoveryCodes };
});

/** Switches the authenticator off, with its recovery codes. */
export const removeTotpAction = formAction(z.object({}), async (ctx) => {
  await removeTotp(ctx);
  revalidateSecurity();
  return 'Two-factor authentication is off.';
});

/** Answers the challenge by which the browser makes a passkey. */
export const beginPasskeyRegistrationAction = formAction(z.object({}), async (ctx) => {
  return { message: '', ceremony: await beginPasskeyRegistration(ctx) };
});

const passkey = z.object({ challengeId: z.uuid(), answer: typed(20_000), name: typed(200) });

/** Keeps the passkey that the browser made for that challenge. */
export const addPasskeyAction = formAction(passkey, async (ctx, input) => {
  await addPasskey(ctx, input);
  revalidateSecurity();
  return 'The passkey is added.';
});

/** Takes one of one’s own passkeys off. */
export const removePasskeyAction = formAction(z.object({ passkeyId: z.uuid() }), async (ctx, input) => {
  await removePasskey(ctx, input);
  revalidateSecurity();
  return 'The passkey is removed.';
});

function revalidateSecurity(): void {
  revalidatePath('/profile/security');
  revalidatePath('/auth/second-factor/set-up');
}
