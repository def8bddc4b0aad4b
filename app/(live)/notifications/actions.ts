'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { changeMailChoices } from '@/core/notifications/change-mail-choices';
import { markAllRead } from '@/core/notifications/mark-all-read';
import { openNotification } from '@/core/notifications/open-notification';
import { formAction } from '@/server/form-action';

/** Marks it as read and goes to what it is about. */
export const openNotificationAction = formAction(
  z.object({ notificationId: z.string().max(100) }),
  async (ctx, input) => {
    const { href } = await openNotification(ctx, input);
    revalidatePath('/', 'layout');
    redirect(href);
  },
);

/** Empties the number under one’s own bell. */
export const markAllReadAction = formAction(z.object({}), async (ctx) => {
  await markAllRead(ctx);
  revalidatePath('/', 'layout');
  return 'Everything is marked as read.';
});

const topic = z.string().max(50);
/** Checked boxes only: none, one or several. */
const choices = z.object({
  wanted: z
    .union([topic, z.array(topic)])
    .default([])
    .transform((given) => (typeof given === 'string' ? [given] : given)),
});

/** What is not chosen is not mailed from now on; mails about security always are. */
export const changeMailChoicesAction = formAction(choices, async (ctx, input) => {
  await changeMailChoices(ctx, input);
  revalidatePath('/notifications');
  return 'Saved.';
});
