'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { removeMember } from '@/core/members/remove-member';
import { formAction } from '@/server/form-action';
import { kickKeys } from '@/server/kick-keys';

/** The choices of one kind, by the id in the field's name: `app.<id>`, `key.<id>`, … */
function chosen(fields: Record<string, unknown>, kind: string): [id: string, choice: string][] {
  return Object.entries(fields).flatMap(([name, value]) =>
    name.startsWith(`${kind}.`) && typeof value === 'string' && value !== ''
      ? [[name.slice(kind.length + 1), value]]
      : [],
  );
}

const removal = z.object({
  userId: z.uuid(),
  invitations: z.enum(['keep', 'withdraw']).default('keep'),
  apps: z.array(
    z.object({ appId: z.uuid(), choice: z.enum(['hand_over', 'regenerate', 'end']), toUserId: z.uuid().optional() }),
  ),
  keys: z.array(z.object({ credentialId: z.uuid(), choice: z.enum(['regenerate', 'keep']) })),
  cancelRequestIds: z.array(z.uuid()),
});

/** One list for each kind of choice, from the fields of the form. */
const choices = z.preprocess((given) => {
  const fields = z.looseObject({}).parse(given);
  const heirs = new Map(chosen(fields, 'heir'));
  return {
    ...fields,
    apps: chosen(fields, 'app').map(([appId, choice]) => ({ appId, choice, toUserId: heirs.get(appId) })),
    keys: chosen(fields, 'key').map(([credentialId, choice]) => ({ credentialId, choice })),
    cancelRequestIds: chosen(fields, 'request').flatMap(([id, choice]) => (choice === 'cancel' ? [id] : [])),
  };
}, removal);

/** Takes somebody out with everything decided in one form: apps, keys, requests and invitations of theirs. */
export const removeMemberAction = formAction(choices, async (ctx, input) => {
  const { credentialIds } = await removeMember(ctx, input);
  await kickKeys(ctx, credentialIds);
  revalidatePath('/', 'layout');
  redirect('/organization/users');
});
