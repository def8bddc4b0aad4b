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
    decidedBy: z.enum(['auto', 'admin', 'third_party'], 'Choose who decides.'),
    delivery: z.enum(['secure', 'plain'], 'Choose how keys are delivered.'),
    reveal: z.enum(['members', 'once'], 'Choose who may look at a key.'),
    settleSeconds: whole,
    confirmLinkDays: whole,
    unclaimedDays: whole,
    remindDecidersDays: whole,
    expiryMailDays: whole,
    reviewEveryDays: whole,
    unusedKeyDays: whole,
  })
  .transform(({ delivery, ...given }) => ({
    version: given.version,
    decidedBy: given.decidedBy,
    keyDelivery: delivery,
    reveal: given.reveal,
    settleSeconds: given.settleSeconds,
    confirmLinkDays: given.confirmLinkDays,
    unclaimedDays: given.unclaimedDays,
    remindDecidersDays: given.remindDecidersDays,
    expiryMailDays: given.expiryMailDays,
    reviewEveryDays: given.reviewEveryDays,
    unusedKeyDays: given.unusedKeyDays,
    requestFields: draftFieldsOf(given, 'requestFields'),
  }));

/** Who decides, how keys reach people and what is asked; counts for requests that are made from now on. */
export const changeRequestSettingsAction = formAction(requests, async (ctx, input) => {
  await changeRequestSettings(ctx, input);
  revalidatePath('/admin/settings', 'layout');
  return 'Saved.';
});
