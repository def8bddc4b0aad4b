'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { activateAdmin } from '@/core/admins/activate-admin';
import { addAdmin } from '@/core/admins/add-admin';
import { changeAdmin } from '@/core/admins/change-admin';
import { deactivateAdmin } from '@/core/admins/deactivate-admin';
import { removeAdmin } from '@/core/admins/remove-admin';
import { resendAdminInvitation } from '@/core/admins/resend-admin-invitation';
import { formAction } from '@/server/form-action';
import { several } from '@/server/sent-fields';
import { version } from '../settings/form-values';

const admin = z.object({
  firstName: z.string().default(''),
  lastName: z.string().default(''),
  role: z.enum(['owner', 'admin', 'approver', 'auditor'], 'Choose a role.'),
  productIds: several,
});
const whom = z.object({ userId: z.string() });

/** Leads to the page of the new admin, who is invited by mail. */
export const addAdminAction = formAction(admin.extend({ email: z.string().default('') }), async (ctx, input) => {
  const { userId } = await addAdmin(ctx, input);
  redirect(`/admin/admins/${userId}`);
});

/** Name, role, and the products of an approver. */
export const changeAdminAction = formAction(admin.extend({ userId: z.string(), version }), async (ctx, input) => {
  await changeAdmin(ctx, input);
  revalidatePath('/admin/admins', 'layout');
  return 'Saved.';
});

/** Ends the admin’s sessions as well. */
export const deactivateAdminAction = formAction(whom, async (ctx, input) => {
  await deactivateAdmin(ctx, input);
  revalidatePath('/admin/admins', 'layout');
  return 'Deactivated. Their sessions have ended.';
});

/** Lets a deactivated admin log in again. */
export const activateAdminAction = formAction(whom, async (ctx, input) => {
  await activateAdmin(ctx, input);
  revalidatePath('/admin/admins', 'layout');
  return 'Active again.';
});

/** For an admin who has not taken up the invitation yet. */
export const resendAdminInvitationAction = formAction(whom, async (ctx, input) => {
  await resendAdminInvitation(ctx, input);
  revalidatePath('/admin/admins', 'layout');
  return 'The mail with another link is on its way.';
});

/** Leads back to the list: the admin’s page is gone. */
export const removeAdminAction = formAction(whom, async (ctx, input) => {
  await removeAdmin(ctx, input);
  redirect('/admin/admins');
});
