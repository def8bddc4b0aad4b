'use server';

import { z } from 'zod';
import { register } from '@/core/identity/register';
import { formAction } from '@/server/form-action';
import { sameAs, signUpAnswersOf, typed, typedPassword } from '@/server/sent-fields';

const registration = z
  .looseObject({
    email: typed(),
    firstName: typed(),
    lastName: typed(),
    password: typedPassword(),
    confirmPassword: typedPassword(),
    inviteCode: typed(),
    acceptsTerms: typed(),
  })
  .refine(...sameAs('password'));

/**
 * Answers the same for an address that has an account already: its owner is told by mail. Answers to sign-up fields
 * come as `signUp.<name>`.
 */
export const registerAction = formAction(registration, async (ctx, input) => {
  const { email, firstName, lastName, password, inviteCode } = input;
  await register(ctx, {
    ...{ email, firstName, lastName, password, inviteCode },
    signUp: signUpAnswersOf(input),
    acceptsTerms: input.acceptsTerms !== '',
  });
  return `We sent a mail to ${email.trim()}. Open the link in it to verify your address; it works for 24 hours.`;
});
