'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { cancelAccessRequest } from '@/core/access-requests/cancel';
import { formAction } from '@/server/form-action';

const request = z.object({ requestId: z.uuid() });

export const cancelAccessRequestAction = formAction(request, async (ctx, input) => {
  await cancelAccessRequest(ctx, input);
  revalidatePath(`/requests/${input.requestId}`);
  return 'The request is cancelled.';
});
