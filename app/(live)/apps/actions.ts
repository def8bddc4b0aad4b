'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { changeApp } from '@/core/apps/change-app';
import { confirmApp } from '@/core/apps/confirm-app';
import { deleteApp } from '@/core/apps/delete-app';
import { getApp } from '@/core/apps/get-app';
import { transferApp } from '@/core/apps/transfer-app';
import { appChange } from '@/server/app-change';
import { formAction } from '@/server/form-action';

/** Name, description, and who shares the app. */
export const changeAppAction = formAction(appChange, async (ctx, { appId, appName, appDescription, visibility }) => {
  await changeApp(ctx, { appId, name: appName, description: appDescription, ...visibility });
  revalidatePath(`/apps/${appId}`);
  return 'Saved.';
});

const transfer = z.object({ appId: z.uuid(), toUserId: z.uuid('Choose a colleague.') });

/** Gives the app to a colleague; leads to the list when it is out of one’s own sight with that. */
export const transferAppAction = formAction(transfer, async (ctx, input) => {
  await transferApp(ctx, input);
  revalidatePath('/apps');
  // A personal app is out of the sight of whoever gave it away.
  const isStillSeen = await getApp(ctx, input).catch(() => null);
  if (!isStillSeen) redirect('/apps');
  revalidatePath(`/apps/${input.appId}`);
  return 'The app has its new owner.';
});

/** Ends the app for everybody, with its keys, and leads to the list. */
export const deleteAppAction = formAction(z.object({ appId: z.uuid() }), async (ctx, input) => {
  await deleteApp(ctx, input);
  revalidatePath('/apps');
  redirect('/apps');
});

/** Says in a review that the app and its keys are still needed. */
export const confirmAppAction = formAction(z.object({ appId: z.uuid() }), async (ctx, input) => {
  await confirmApp(ctx, input);
  // The app's page and the pages of its keys.
  revalidatePath(`/apps/${input.appId}`, 'layout');
  return 'Confirmed. Nobody is asked again until the next review.';
});
