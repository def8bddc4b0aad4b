'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { changeGeneralSettings } from '@/core/settings/change-general';
import { formAction } from '@/server/form-action';
import { checked, version } from '../form-values';

const general = z.object({
  version,
  portalName: z.string().default(''),
  registration: z.enum(['open', 'invitation', 'closed'], 'Choose who may register.'),
  autoApproveDevelopers: checked,
  organizationsMayRegister: checked,
  autoApproveOrganizations: checked,
});

export const changeGeneralSettingsAction = formAction(general, async (ctx, input) => {
  await changeGeneralSettings(ctx, input);
  // The portal's name stands in the frame of every page.
  revalidatePath('/', 'layout');
  return 'Saved.';
});
