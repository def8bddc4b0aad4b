'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { endAllKeysOfOrganization } from '@/core/credentials/end-all-of-organization';
import { addOrganizationDomain } from '@/core/organizations/add-organization-domain';
import { approveOrganization } from '@/core/organizations/approve-organization';
import { createOrganization } from '@/core/organizations/create-organization';
import { deleteOrganization } from '@/core/organizations/delete-organization';
import { nameSuperAdmin } from '@/core/organizations/name-super-admin';
import { rejectOrganization } from '@/core/organizations/reject-organization';
import { removeOrganizationDomain } from '@/core/organizations/remove-organization-domain';
import { renameOrganization } from '@/core/organizations/rename-organization';
import { resumeOrganization } from '@/core/organizations/resume-organization';
import { suspendOrganization } from '@/core/organizations/suspend-organization';
import { formAction } from '@/server/form-action';

/** Who waits is counted in the frame of every admin page. */
function refresh(): void {
  revalidatePath('/admin', 'layout');
}

const one = z.object({ organizationId: z.uuid() });
const withReason = one.extend({ reason: z.string().default('') });
const withDomain = one.extend({ domain: z.string().default('') });

/** Leads to the page of the new organization. */
export const createOrganizationAction = formAction(z.object({ name: z.string().default('') }), async (ctx, input) => {
  const { organizationId } = await createOrganization(ctx, input);
  refresh();
  redirect(`/admin/organizations/${organizationId}`);
});

/** Lets an organization in that its founder asked for. */
export const approveOrganizationAction = formAction(one, async (ctx, input) => {
  await approveOrganization(ctx, input);
  refresh();
  return 'Approved. Whoever asked is told by mail.';
});

/** Refuses an organization; the reason goes to its founder. */
export const rejectOrganizationAction = formAction(withReason, async (ctx, input) => {
  await rejectOrganization(ctx, input);
  refresh();
  return 'Rejected. Whoever asked is told why by mail.';
});

/** The other half stands in the live portal, for super admins. */
export const renameOrganizationAction = formAction(one.extend({ name: z.string().default('') }), async (ctx, input) => {
  await renameOrganization(ctx, input);
  refresh();
  return 'Saved.';
});

/** Ends the sessions of its people and stops its keys. */
export const suspendOrganizationAction = formAction(withReason, async (ctx, input) => {
  await suspendOrganization(ctx, input);
  refresh();
  return 'Suspended. Its sessions have ended, and its keys are being stopped.';
});

/** Ends every key of the organization, after its name was typed. */
export const endOrganizationKeysAction = formAction(
  one.extend({ typedName: z.string().max(400).default('') }),
  async (ctx, input) => {
    const { keys } = await endAllKeysOfOrganization(ctx, input);
    refresh();
    return `${keys === 1 ? '1 key is' : `${keys} keys are`} being ended, until the gateway has proven it.`;
  },
);

/** Undoes a suspension: only the keys that it stopped come back. */
export const resumeOrganizationAction = formAction(one, async (ctx, input) => {
  await resumeOrganization(ctx, input);
  refresh();
  return 'Resumed. The keys that the suspension stopped come back.';
});

const ending = one.extend({
  apps: z.enum(['end_keys', 'follow_owners'], 'Choose what becomes of its apps.'),
  members: z.enum(['default', 'deactivate'], 'Choose what becomes of its people.'),
});

/** Says what becomes of its apps and its people, then deletes it for good. */
export const deleteOrganizationAction = formAction(ending, async (ctx, input) => {
  await deleteOrganization(ctx, input);
  refresh();
  return 'Deleted. Keys that end are followed until the gateway has proven it.';
});

/** Offers people with an address there to join. */
export const addOrganizationDomainAction = formAction(withDomain, async (ctx, input) => {
  const { domain } = await addOrganizationDomain(ctx, input);
  refresh();
  return `People with an address at ${domain} are offered to join.`;
});

/** No longer offers anybody to join by this domain; members stay. */
export const removeOrganizationDomainAction = formAction(withDomain, async (ctx, input) => {
  await removeOrganizationDomain(ctx, input);
  refresh();
  return 'Removed.';
});

/** For an organization that has lost its last super admin. */
export const nameSuperAdminAction = formAction(
  one.extend({ userId: z.uuid('Choose a member.') }),
  async (ctx, input) => {
    await nameSuperAdmin(ctx, input);
    refresh();
    return 'They are super admin now, and are told by mail.';
  },
);
