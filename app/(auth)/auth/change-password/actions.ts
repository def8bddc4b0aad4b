'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { changePassword } from '@/core/identity/change-password';
import { landingFor } from '@/core/identity/landing-for';
import { formAction } from '@/server/form-action';
import { sameAs, typedPassword } from '@/server/sent-fields';

const change = z
  .object({ currentPassword: typedPassword(), newPassword: typedPassword(), confirmPassword: typedPassword() })
  .refine(...sameAs('newPassword'));

/** For whoever may do nothing else before: leads on to where they are free to go now. */
export const changeForcedPasswordAction = formAction(change, async (ctx, input) => {
  await changePassword(ctx, input);
  const { actor } = ctx;
  redirect(landingFor('mustChangePassword' in actor ? { ...actor, mustChangePassword: false } : actor, '/'));
});
