'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { approveAccessRequest } from '@/core/access-requests/approve';
import { declineAccessRequest } from '@/core/access-requests/decline';
import { withdrawAccessRequest } from '@/core/access-requests/withdraw';
import { resendConfirmation } from '@/core/credentials/resend-confirmation';
import { formAction } from '@/server/form-action';

/** Who waits is counted in the frame of every admin page. */
function refresh(): void {
  revalidatePath('/admin', 'layout');
}

const one = z.object({ requestId: z.uuid(), version: z.coerce.number().int() });

/**
 * One click, one decision: `version` is what the admin saw, and a second admin is refused. Nothing calls the gateway
 * here.
 */
export const approveAccessRequestAction = formAction(one, async (ctx, input) => {
  await approveAccessRequest(ctx, input);
  refresh();
  return 'Approved. Whoever asked is told by mail.';
});

/** Says no with the reason that the requester reads in the mail. */
export const declineAccessRequestAction = formAction(
  one.extend({ reason: z.string().default('') }),
  async (ctx, input) => {
    await declineAccessRequest(ctx, input);
    refresh();
    return 'Declined. Whoever asked is told why by mail.';
  },
);

const withdrawal = z.object({ requestId: z.uuid(), reason: z.string().default('') });

/** Takes an approval back, also where its key exists already. */
export const withdrawAccessRequestAction = formAction(withdrawal, async (ctx, input) => {
  await withdrawAccessRequest(ctx, input);
  refresh();
  return 'The approval is withdrawn. Its key is being revoked.';
});

/** Mails the link to *Generate key* again, to whoever asked for access. */
export const resendConfirmationAction = formAction(z.object({ credentialId: z.uuid() }), async (ctx, input) => {
  await resendConfirmation(ctx, input);
  refresh();
  return 'The link was sent again.';
});
