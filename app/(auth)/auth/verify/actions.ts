'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { resendVerification } from '@/core/identity/resend-verification';
import { verifyAddress } from '@/core/identity/verify-address';
import { formAction } from '@/server/form-action';
import { typed } from '@/server/sent-fields';

/**
 * The button behind the mailed link: opening the link alone uses nothing up. Leads to what comes next for the
 * account.
 */
export const verifyAddressAction = formAction(z.object({ code: typed() }), async (ctx, { code }) => {
  const { status } = await verifyAddress(ctx, { token: code });
  // Away from the address with the token in it.
  redirect(`/auth/verify?verified=${status}`);
});

/** Answers the same whether somebody waits under this address or not. */
export const resendVerificationAction = formAction(z.object({ email: typed() }), async (ctx, input) => {
  await resendVerification(ctx, input);
  return `If ${input.email.trim()} waits to be verified, a new link is on its way to it. Older links stop working.`;
});
