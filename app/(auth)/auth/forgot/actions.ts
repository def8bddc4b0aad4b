'use server';

import { z } from 'zod';
import { requestPasswordReset } from '@/core/identity/request-password-reset';
import { formAction } from '@/server/form-action';
import { typed } from '@/server/sent-fields';

/** Answers the same whether there is such an account or not. */
export const requestPasswordResetAction = formAction(z.object({ email: typed() }), async (ctx, input) => {
  await requestPasswordReset(ctx, input);
  return `If there is an account for ${input.email.trim()}, a mail with a link is on its way. The link works for 24 hours.`;
});
