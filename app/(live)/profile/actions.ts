'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { changePassword } from '@/core/identity/change-password';
import { changeProfile } from '@/core/identity/change-profile';
import { confirmAddressChange } from '@/core/identity/confirm-address-change';
import { endSession } from '@/core/identity/end-session';
import { requestAddressChange } from '@/core/identity/request-address-change';
import { signOutEverywhere } from '@/core/identity/sign-out-everywhere';
import { withdrawAddressChange } from '@/core/identity/withdraw-address-change';
import { dropSession } from '@/server/auth';
import { formAction } from '@/server/form-action';
import { sameAs, signUpAnswersOf, typed, typedPassword } from '@/server/sent-fields';

const profile = z.looseObject({ firstName: typed(), lastName: typed() });

/** Names, and answers to sign-up fields, which come as `signUp.<name>`. */
export const changeProfileAction = formAction(profile, async (ctx, { firstName, lastName, ...rest }) => {
  const signUp = signUpAnswersOf(rest);
  await changeProfile(ctx, { firstName, lastName, signUp });
  // The name stands in the frame of every page.
  revalidatePath('/', 'layout');
  return 'Your profile is saved.';
});

/** Mails a link to the wished address; nothing changes before it is confirmed. */
export const requestAddressChangeAction = formAction(z.object({ email: typed() }), async (ctx, input) => {
  await requestAddressChange(ctx, input);
  revalidatePath('/profile');
  return 'We have sent a link to the new address. Your address changes when you open it and confirm.';
});

/** Takes the wish for another address back. */
export const withdrawAddressChangeAction = formAction(z.object({}), async (ctx) => {
  await withdrawAddressChange(ctx);
  revalidatePath('/profile');
  return 'Your address stays as it is.';
});

/** The button behind the mailed link, for who wished for it and is logged in. */
export const confirmAddressChangeAction = formAction(z.object({ code: typed() }), async (ctx, { code }) => {
  await confirmAddressChange(ctx, { token: code });
  // Away from the address with the token in it.
  redirect('/profile?changed=email');
});

const passwords = z
  .object({ currentPassword: typedPassword(), newPassword: typedPassword(), confirmPassword: typedPassword() })
  .refine(...sameAs('newPassword'));

/** Ends the other sessions; this one goes on. */
export const changePasswordAction = formAction(passwords, async (ctx, input) => {
  await changePassword(ctx, input);
  revalidatePath('/profile/security');
  return 'Your password is changed, and your other sessions have ended.';
});

/** Ends one of one’s own sessions. */
export const endSessionAction = formAction(z.object({ sessionId: z.uuid() }), async (ctx, input) => {
  await endSession(ctx, input);
  revalidatePath('/profile/security');
  return 'The session has ended.';
});

/** Ends every session, this one too. */
export const signOutEverywhereAction = formAction(z.object({}), async (ctx) => {
  await signOutEverywhere(ctx);
  await dropSession();
  redirect('/auth/login');
});
