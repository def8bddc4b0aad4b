'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { changeApp } from '@/core/apps/change-app';
import { confirmApp } from '@/core/apps/confirm-app';
import { deleteApp } from '@/core/apps/delete-app';
import { getApp } from '@/core/apps/get-app';
import { transferApp } from '@/core/apps/transfer-app';
import { formAction } from '@/server/form-action';

/** One list of choices on the page: `team:` and the team's id, or the other two. */
const sharing = z.union([
  z.enum(['personal', 'organization']).transform((visibility) => ({ visibility, teamId: undefined })),
  z
    .templateLiteral(['team:', z.uuid()])
    .transform((value) => ({ visibility: 'team' as const, teamId: value.slice('team:'.length) })),
]);
const change = z.object({
  appId: z.uuid(),
  appName: z.string().default(''),
  appDescription: z.string().default(''),
  visibility: sharing,
});

export const changeAppAction = formAction(change, async (ctx, { appId, appName, appDescription, visibility }) => {
  await changeApp(ctx, { appId, name: appName, description: appDescription, ...visibility });
  revalidatePath(`/apps/${appId}`);
  return 'Saved.';
});

const transfer = z.object({ appId: z.uuid(), toUserId: z.uuid('Choose a colleague.') });

export const transferAppAction = formAction(transfer, async (ctx, input) => {
  await transferApp(ctx, input);
  revalidatePath('/apps');
  // A personal app is out of the sight of whoever gave it away.
  const isStillSeen = await getApp(ctx, input).catch(() => null);
  if (!isStillSeen) redirect('/apps');
  revalidatePath(`/apps/${input.appId}`);
  return 'The app has its new owner.';
});

export const deleteAppAction = formAction(z.object({ appId: z.uuid() }), async (ctx, input) => {
  await deleteApp(ctx, input);
  revalidatePath('/apps');
  redirect('/apps');
});

export const confirmAppAction = formAction(z.object({ appId: z.uuid() }), async (ctx, input) => {
  await confirmApp(ctx, input);
  // The app's page and the pages of its keys.
  revalidatePath(`/apps/${input.appId}`, 'layout');
  return 'Confirmed. Nobody is asked again until the next review.';
});
