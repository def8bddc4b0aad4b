'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import type { Context } from '@/core/context';
import { kickSync } from '@/core/credentials/kick-sync';
import { resumeCredential } from '@/core/credentials/resume-credential';
import { retryCredential } from '@/core/credentials/retry-credential';
import { revokeCredential } from '@/core/credentials/revoke-credential';
import { suspendCredential } from '@/core/credentials/suspend-credential';
import { formAction } from '@/server/form-action';
import { wiring } from '@/server/wiring';

const key = z.object({ credentialId: z.uuid() });

/** Lets the gateway follow now, so that the page shows the outcome and not a wait. */
async function follow(ctx: Context, input: { credentialId: string }): Promise<void> {
  await kickSync(ctx, wiring().gateways, input);
  revalidatePath('/admin', 'layout');
}

export const suspendKeyAction = formAction(key, async (ctx, input) => {
  await suspendCredential(ctx, input);
  await follow(ctx, input);
  return 'Suspended. The gateway refuses the key until it is resumed.';
});

export const resumeKeyAction = formAction(key, async (ctx, input) => {
  await resumeCredential(ctx, input);
  await follow(ctx, input);
  return 'Resumed. The key works again.';
});

export const retryKeyAction = formAction(key, async (ctx, input) => {
  await retryCredential(ctx, input);
  await follow(ctx, input);
  return 'Tried again.';
});

export const revokeKeyAction = formAction(
  key.extend({ reason: z.string().max(1000).default('') }),
  async (ctx, input) => {
    await revokeCredential(ctx, input);
    await follow(ctx, input);
    return 'The key is being revoked.';
  },
);
