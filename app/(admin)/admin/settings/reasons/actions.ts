'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { deleteReason } from '@/core/decision-reasons/delete-reason';
import { saveReason } from '@/core/decision-reasons/save-reason';
import { formAction } from '@/server/form-action';

const reason = z.object({
  reasonId: z.uuid().optional(),
  kind: z.enum(['decline', 'question'], 'Choose what it is for.'),
  title: z.string().default(''),
  body: z.string().default(''),
});

/** A new kept reason or question, or other words for the one that is named. */
export const saveReasonAction = formAction(reason, async (ctx, input) => {
  await saveReason(ctx, input);
  revalidatePath('/admin/settings/reasons');
  return 'Saved.';
});

/** What was decided with it keeps its words. */
export const deleteReasonAction = formAction(z.object({ reasonId: z.uuid() }), async (ctx, input) => {
  const { title } = await deleteReason(ctx, input);
  revalidatePath('/admin/settings/reasons');
  return `${title} is deleted.`;
});
