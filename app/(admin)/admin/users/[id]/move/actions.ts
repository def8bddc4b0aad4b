'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { moveDeveloper } from '@/core/members/move-developer';
import { formAction } from '@/server/form-action';
import { chosenIds, memberRole } from '../../role-and-teams';

const move = z.object({
  userId: z.uuid(),
  organizationId: z.uuid('Choose an organization.'),
  role: memberRole,
  teamIds: chosenIds,
  apps: z.enum(['take_along', 'leave', 'end'], 'Choose what happens to the apps.').default('take_along'),
});

/** Leads back to the developer’s page, which names the new organization. */
export const moveDeveloperAction = formAction(move, async (ctx, input) => {
  await moveDeveloper(ctx, input);
  revalidatePath('/admin', 'layout');
  redirect(`/admin/users/${input.userId}`);
});
