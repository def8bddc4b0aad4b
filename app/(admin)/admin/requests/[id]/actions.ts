'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { askInformation } from '@/core/access-requests/ask-information';
import { formAction } from '@/server/form-action';

const question = z.object({
  requestId: z.uuid(),
  version: z.coerce.number().int(),
  question: z.string().default(''),
});

/** Asks the developer something; the request waits for the answer and is decided later. */
export const askInformationAction = formAction(question, async (ctx, input) => {
  await askInformation(ctx, input);
  revalidatePath('/admin', 'layout');
  return 'Asked. Whoever requested access is told by mail.';
});
