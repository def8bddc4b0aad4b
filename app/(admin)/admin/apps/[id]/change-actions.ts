'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { changeApp } from '@/core/apps/change-app';
import { deleteApp } from '@/core/apps/delete-app';
import { appChange } from '@/server/app-change';
import { formAction } from '@/server/form-action';

/** Changes somebody else’s app: its name, description and who sees it. */
export const changeAppOfAction = formAction(appChange, async (ctx, { appName, appDescription, visibility, ...app }) => {
  await changeApp(ctx, { ...app, name: appName, description: appDescription, ...visibility });
  revalidatePath('/admin', 'layout');
  return 'Saved.';
});

/** Deletes somebody else’s app and ends its keys. */
export const deleteAppOfAction = formAction(z.object({ appId: z.uuid() }), async (ctx, input) => {
  await deleteApp(ctx, input);
  revalidatePath('/admin', 'layout');
  return 'Deleted. Its keys are being ended.';
});
