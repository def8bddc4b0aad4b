'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { requestOrganization } from '@/core/organizations/request-organization';
import { withdrawOrganizationRequest } from '@/core/organizations/withdraw-organization-request';
import { formAction } from '@/server/form-action';

const wish = z.object({ name: z.string().default(''), purpose: z.string().default('') });

/** Leads to the organization where nobody has to approve it; otherwise it waits. */
export const requestOrganizationAction = formAction(wish, async (ctx, input) => {
  const { status } = await requestOrganization(ctx, input);
  // Who belongs where is in the frame of every page.
  revalidatePath('/', 'layout');
  if (status === 'active') redirect('/organization');
  return 'Your request was sent. You get a mail when it is decided.';
});

/** Takes one’s own request back while nobody has decided. */
export const withdrawOrganizationRequestAction = formAction(
  z.object({ organizationId: z.uuid() }),
  async (ctx, input) => {
    await withdrawOrganizationRequest(ctx, input);
    revalidatePath('/', 'layout');
    return 'Your request was withdrawn.';
  },
);
