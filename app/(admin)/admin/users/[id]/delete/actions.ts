'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { invalid } from '@/core/errors';
import { deleteUser } from '@/core/members/delete-user';
import { getUser } from '@/core/members/get-user';
import { formAction } from '@/server/form-action';
import { typed } from '@/server/sent-fields';

const deletion = z.object({
  userId: z.uuid(),
  apps: z.enum(['hand_over', 'end'], 'Choose what happens to the apps.').default('end'),
  typedName: typed(),
});

/** Deletes the account for good, after its name was typed, and leads back to the list. */
export const deleteUserAction = formAction(deletion, async (ctx, { userId, apps, typedName }) => {
  const { name } = await getUser(ctx, userId);
  if (typedName.trim() !== name) throw invalid('typedName', `Type ${name} to say that you mean this account.`);
  await deleteUser(ctx, { userId, apps });
  revalidatePath('/admin', 'layout');
  redirect('/admin/users');
});
