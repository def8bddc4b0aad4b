'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { changeGeneralSettings } from '@/core/settings/change-general';
import { changeRequestSettings } from '@/core/settings/change-requests';
import { formAction } from '@/server/form-action';

/** A checkbox sends nothing when it is empty. */
const checkbox = z
  .literal('on')
  .optional()
  .transform((sent) => sent === 'on');
const version = z.coerce.number().int();
const whole = (message: string) => z.coerce.number(message).int(message);

const general = z.object({
  version,
  portalName: z.string(),
  registration: z.enum(['open', 'invitation', 'closed'], 'Choose who may register.'),
  autoApproveDevelopers: checkbox,
  organizationsMayRegister: checkbox,
  autoApproveOrganizations: checkbox,
});

export const changeGeneralSettingsAction = formAction(general, async (ctx, input) => {
  await changeGeneralSettings(ctx, input);
  revalidatePath('/', 'layout');
  return 'Saved.';
});

const FIELD = /^requestFields[.](\d{1,2})[.](name|label|kind|required|help|choices)$/;

/** Questions come as `requestFields.<row>.<part>`, one row for each and one empty row to add one. */
function draftFields(given: Record<string, unknown>) {
  const rows: Record<number, Record<string, string>> = {};
  for (const [name, value] of Object.entries(given)) {
    const [, row, part] = FIELD.exec(name) ?? [];
    if (row === undefined || part === undefined || typeof value !== 'string') continue;
    rows[Number(row)] = { ...rows[Number(row)], [part]: value };
  }
  const last = Math.max(-1, ...Object.keys(rows).map(Number));
  return Array.from({ length: last + 1 }, (_, row) => {
    const { name, label = '', kind = 'text', required, help, choices } = rows[row] ?? {};
    return {
      ...(name && { name }),
      label,
      kind,
      required: required === 'on',
      ...(help && { help }),
      ...(choices && { choices }),
    };
  });
}

const requests = z
  .looseObject({
    version,
    delivery: z.enum(['secure', 'plain'], 'Choose how keys are delivered.'),
    reveal: z.enum(['members', 'once'], 'Choose who may see a key again.'),
    settleSeconds: whole('Enter a number of seconds.'),
    confirmLinkDays: whole('Enter a number of days.'),
  })
  .transform(({ version: seen, delivery, reveal, settleSeconds, confirmLinkDays, ...rest }) => ({
    version: seen,
    keyDelivery: delivery,
    reveal,
    settleSeconds,
    confirmLinkDays,
    requestFields: draftFields(rest),
  }));

export const changeRequestSettingsAction = formAction(requests, async (ctx, input) => {
  await changeRequestSettings(ctx, input);
  revalidatePath('/admin', 'layout');
  return 'Saved.';
});
