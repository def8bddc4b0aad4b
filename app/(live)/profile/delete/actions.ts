'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { deleteOwnAccount } from '@/core/members/delete-own-account';
import { dropSession } from '@/server/auth';
import { formAction } from '@/server/form-action';
import { kickKeys } from '@/server/kick-keys';

/** Nothing to choose from sends an empty choice. */
const heir = z.union([z.uuid(), z.literal('').transform(() => undefined)]).optional();
const confirmation = z.object({
  typed: z.string().max(400, 'This is too long.').default(''),
  toUserId: heir,
});

/** Deletes the account for good, after its address was typed, and logs out. */
export const deleteOwnAccountAction = formAction(confirmation, async (ctx, input) => {
  const { credentialIds } = await deleteOwnAccount(ctx, input);
  await kickKeys(ctx, credentialIds);
  await dropSession();
  redirect('/auth/goodbye');
});
