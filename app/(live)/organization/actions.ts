'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { endAllKeysOfOrganization } from '@/core/credentials/end-all-of-organization';
import { acceptJoinRequest } from '@/core/join-requests/accept-join-request';
import { declineJoinRequest } from '@/core/join-requests/decline-join-request';
import { submitJoinRequest } from '@/core/join-requests/submit-join-request';
import { withdrawJoinRequest } from '@/core/join-requests/withdraw-join-request';
import { cancelClosing } from '@/core/organizations/cancel-closing';
import { changeContacts } from '@/core/organizations/change-contacts';
import { changeOrganization } from '@/core/organizations/change-organization';
import { renameOrganization } from '@/core/organizations/rename-organization';
import { requestClosing } from '@/core/organizations/request-closing';
import { formAction } from '@/server/form-action';
import { typed } from '@/server/sent-fields';

const organizationId = z.uuid();
const joinRequest = z.object({ joinRequestId: z.uuid() });

/** For super admins; what an admin of the portal renames has a form of its own. */
export const renameOrganizationAction = formAction(z.object({ organizationId, name: typed() }), async (ctx, input) => {
  await renameOrganization(ctx, input);
  // The name stands in the frame of every page.
  revalidatePath('/', 'layout');
  return 'The organization has its new name.';
});

const addresses = z.object({ organizationId, hidesAddresses: z.literal('on').optional() });

/** Whether teammates see each other’s addresses. */
export const changeOrganizationAction = formAction(addresses, async (ctx, input) => {
  const hidesAddresses = input.hidesAddresses === 'on';
  await changeOrganization(ctx, { organizationId: input.organizationId, hidesAddresses });
  revalidatePath('/organization', 'layout');
  return hidesAddresses ? 'Teammates see each other’s names only.' : 'Teammates see each other’s addresses.';
});

const contacts = z.object({
  organizationId,
  securityName: typed(),
  securityEmail: typed(),
  billingName: typed(),
  billingEmail: typed(),
  technicalName: typed(),
  technicalEmail: typed(),
});

/** Whom to write to about security, bills and technology; they get no rights by it. */
export const changeContactsAction = formAction(contacts, async (ctx, input) => {
  await changeContacts(ctx, {
    organizationId: input.organizationId,
    contacts: {
      security: { name: input.securityName, email: input.securityEmail },
      billing: { name: input.billingName, email: input.billingEmail },
      technical: { name: input.technicalName, email: input.technicalEmail },
    },
  });
  revalidatePath('/organization');
  return 'The contacts are saved.';
});

/** Begins the waiting period of closing, or closes at once where there is none: then it leads to the login. */
export const requestClosingAction = formAction(z.object({ organizationId, typedName: typed() }), async (ctx, input) => {
  const { closesAt } = await requestClosing(ctx, input);
  // Everybody's sessions have ended with it.
  if (closesAt === null) redirect('/auth/login');
  revalidatePath('/organization');
  return 'The organization is being closed. You can cancel this until then.';
});

/** Any super admin can change everybody’s mind, until the moment comes. */
export const cancelClosingAction = formAction(z.object({ organizationId }), async (ctx, input) => {
  await cancelClosing(ctx, input);
  revalidatePath('/organization');
  return 'The organization stays.';
});

/** Ends every key of the organization, after its name was typed. */
export const endAllOurKeysAction = formAction(z.object({ organizationId, typedName: typed() }), async (ctx, input) => {
  const { keys } = await endAllKeysOfOrganization(ctx, input);
  revalidatePath('/', 'layout');
  return `${keys === 1 ? '1 key is' : `${keys} keys are`} being ended. The pages of the apps say when it is proven.`;
});

/** Asks to be let into the organization that one’s verified address belongs to. */
export const submitJoinRequestAction = formAction(z.object({ organizationId }), async (ctx, input) => {
  const { organizationName } = await submitJoinRequest(ctx, input);
  revalidatePath('/', 'layout');
  return `The super admins of ${organizationName} have your request. You get a mail when they decide.`;
});

/** Takes one’s own wish back. */
export const withdrawJoinRequestAction = formAction(joinRequest, async (ctx, input) => {
  await withdrawJoinRequest(ctx, input);
  revalidatePath('/', 'layout');
  return 'Your request is withdrawn.';
});

/** Lets in who asked. */
export const acceptJoinRequestAction = formAction(joinRequest, async (ctx, input) => {
  const { name } = await acceptJoinRequest(ctx, input);
  revalidatePath('/organization', 'layout');
  return `${name} is a member now.`;
});

/** Says no; who asked stays where they are, and is told. */
export const declineJoinRequestAction = formAction(joinRequest, async (ctx, input) => {
  const { name } = await declineJoinRequest(ctx, input);
  revalidatePath('/organization', 'layout');
  return `${name} is told that the organization said no.`;
});
