'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { resetPassword } from '@/core/identity/reset-password';
import { formAction } from '@/server/form-action';
import { sameAs, typed, typedPassword } from '@/server/sent-fields';

const reset = z
  .object({ code: typed(), password: typedPassword(), confirmPassword: typedPassword() })
  .refine(...sameAs('password'));

/** Uses the link up and logs nobody in. */
export const resetPasswordAction = formAction(reset, async (ctx, { code, password }) => {
  await resetPassword(ctx, { token: code, password });
  // Away from the address with the token in it.
  redirect('/auth/reset/done');
});
