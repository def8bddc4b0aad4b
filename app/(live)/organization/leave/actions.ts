'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { leaveOrganization } from '@/core/members/leave-organization';
import { formAction } from '@/server/form-action';

/** Nothing to choose from sends an empty choice. */
const heir = z.union([z.uuid(), z.literal('').transform(() => undefined)]).optional();

/** Goes back to the default organization; what is left behind goes to the chosen colleague, or to a super admin. */
export const leaveOrganizationAction = formAction(z.object({ toUserId: heir }), async (ctx, input) => {
  await leaveOrganization(ctx, input);
  // Everything that the frame and the pages show was of the organization.
  revalidatePath('/', 'layout');
  redirect('/apps');
});
