'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { cancelAccessRequest } from '@/core/access-requests/cancel';
import { giveInformation } from '@/core/access-requests/give-information';
import { nudgeDeciders } from '@/core/access-requests/nudge';
import { formAction } from '@/server/form-action';

const request = z.object({ requestId: z.uuid() });

/** Takes back what nobody has decided. */
export const cancelAccessRequestAction = formAction(request, async (ctx, input) => {
  await cancelAccessRequest(ctx, input);
  revalidatePath(`/requests/${input.requestId}`);
  return 'The request is cancelled.';
});

/** Reminds those who decide; too early is refused. */
export const nudgeDecidersAction = formAction(request, async (ctx, input) => {
  await nudgeDeciders(ctx, input);
  revalidatePath(`/requests/${input.requestId}`);
  return 'Those who decide are reminded.';
});

/** Answers a question, or adds to the request what those who decide should know. */
export const giveInformationAction = formAction(
  request.extend({ message: z.string().default('') }),
  async (ctx, input) => {
    await giveInformation(ctx, input);
    revalidatePath(`/requests/${input.requestId}`);
    return 'Sent. Those who decide are told.';
  },
);
