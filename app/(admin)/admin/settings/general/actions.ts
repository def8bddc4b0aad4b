'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { changeGeneralSettings } from '@/core/settings/change-general';
import { formAction } from '@/server/form-action';
import { checked, lines, version, whole } from '../form-values';

const general = z.object({
  version,
  portalName: z.string().default(''),
  audience: z.enum(['everybody', 'signed_in'], 'Choose who may see the portal.'),
  registration: z.enum(['open', 'invitation', 'closed'], 'Choose who may register.'),
  allowedDomains: lines,
  refusedDomains: lines,
  autoApproveDevelopers: checked,
  terms: z.string().default(''),
  organizationsMayRegister: checked,
  autoApproveOrganizations: checked,
  invitationDays: whole,
  organizationCloseDays: whole,
  adminsNeedSecondFactor: checked,
});

/** Who sees the portal, who may register, and what admins have to prove. */
export const changeGeneralSettingsAction = formAction(general, async (ctx, { audience, ...input }) => {
  await changeGeneralSettings(ctx, { ...input, signedInOnly: audience === 'signed_in' });
  // The portal's name stands in the frame of every page.
  revalidatePath('/', 'layout');
  return 'Saved.';
});
