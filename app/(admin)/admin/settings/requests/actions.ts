'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { changeRequestSettings } from '@/core/settings/change-requests';
import { formAction } from '@/server/form-action';
import { draftFieldsOf } from '../draft-fields';
import { version, whole } from '../form-values';

const requests = z
  .looseObject({
    version,
    delivery: z.enum(['secure', 'plain'], 'Choose how keys are delivered.'),
    reveal: z.enum(['members', 'once'], 'Choose who may look at a key.'),
    settleSeconds: whole,
    confirmLinkDays: whole,
  })
  .transform(({ version, delivery, reveal, settleSeconds, confirmLinkDays, ...rest }) => ({
    version,
    keyDelivery: delivery,
    reveal,
    settleSeconds,
    confirmLinkDays,
    requestFields: draftFieldsOf(rest, 'requestFields'),
  }));

export const changeRequestSettingsAction = formAction(requests, async (ctx, input) => {
  await changeRequestSettings(ctx, input);
  revalidatePath('/admin/settings', 'layout');
  return 'Saved.';
});
