'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { activateDeveloper } from '@/core/members/activate-developer';
import { deactivateDeveloper } from '@/core/members/deactivate-developer';
import { formAction } from '@/server/form-action';

const developer = z.object({ userId: z.uuid() });

/** Lets in whoever waits or was deactivated; says what still stands in their way. */
export const activateDeveloperAction = formAction(developer, async (ctx, input) => {
  const { status } = await activateDeveloper(ctx, input);
  // Who waits is counted in the frame of every admin page.
  revalidatePath('/admin', 'layout');
  if (status === 'uninvited') return 'No longer deactivated. Send an invite, so that the person can get in.';
  return status === 'active'
    ? 'Activated. The developer is told by mail.'
    : 'No longer deactivated. The developer was sent a new link to verify the address.';
});

const deactivation = developer.extend({ suspendPersonalKeys: z.literal('on').optional() });

/** Shuts the developer out; the keys of their personal apps only where the box was checked. */
export const deactivateDeveloperAction = formAction(deactivation, async (ctx, { userId, suspendPersonalKeys }) => {
  const isSuspending = suspendPersonalKeys === 'on';
  await deactivateDeveloper(ctx, { userId, suspendPersonalKeys: isSuspending });
  revalidatePath('/admin', 'layout');
  return isSuspending
    ? 'Deactivated. Every session has ended, and the keys of personal apps are being suspended.'
    : 'Deactivated. Every session of the developer has ended.';
});
