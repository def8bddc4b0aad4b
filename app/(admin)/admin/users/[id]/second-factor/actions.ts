'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { removeSecondFactorOf } from '@/core/second-factors/remove-second-factor-of';
import { formAction } from '@/server/form-action';

/** For whoever has lost their authenticator: developers, and for owners other admins. */
export const removeSecondFactorOfAction = formAction(z.object({ userId: z.uuid() }), async (ctx, input) => {
  await removeSecondFactorOf(ctx, input);
  revalidatePath('/admin/users');
  revalidatePath('/admin/admins');
  return 'Their second factor is taken off. They log in with their password, and we have told them.';
});
