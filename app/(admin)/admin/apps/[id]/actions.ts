'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { endAllKeysOfApp } from '@/core/credentials/end-all-of-app';
import { kickSync } from '@/core/credentials/kick-sync';
import { resumeCredential } from '@/core/credentials/resume-credential';
import { retryCredential } from '@/core/credentials/retry-credential';
import { revokeCredential } from '@/core/credentials/revoke-credential';
import { suspendCredential } from '@/core/credentials/suspend-credential';
import { formAction } from '@/server/form-action';
import { wiring } from '@/server/wiring';

const credential = z.object({ credentialId: z.uuid() });
const REASON_MAX = 500;
const revocation = credential.extend({
  reason: z.string().trim().max(REASON_MAX, `Use at most ${REASON_MAX} characters.`).default(''),
});

export const revokeCredentialAction = formAction(revocation, async (ctx, input) => {
  await revokeCredential(ctx, input);
  await kickSync(ctx, wiring().gateways, input);
  revalidatePath('/admin', 'layout');
  return 'Revoked. The gateway is being told, until it is proven that the key is gone.';
});

export const suspendCredentialAction = formAction(credential, async (ctx, input) => {
  await suspendCredential(ctx, input);
  await kickSync(ctx, wiring().gateways, input);
  revalidatePath('/admin', 'layout');
  return 'Suspended. The gateway refuses the key until it is resumed.';
});

export const resumeCredentialAction = formAction(credential, async (ctx, input) => {
  await resumeCredential(ctx, input);
  await kickSync(ctx, wiring().gateways, input);
  revalidatePath('/admin', 'layout');
  return 'Resumed. The gateway takes the key again.';
});

export const retryCredentialAction = formAction(credential, async (ctx, input) => {
  await retryCredential(ctx, input);
  await kickSync(ctx, wiring().gateways, input);
  // What failed is counted in the frame of every admin page.
  revalidatePath('/admin', 'layout');
  return 'Tried again. The key’s state says what came of it.';
});

const wholeApp = z.object({ appId: z.uuid(), typedName: z.string().max(400).default('') });

export const endAllKeysAction = formAction(wholeApp, async (ctx, input) => {
  const { credentialIds } = await endAllKeysOfApp(ctx, input);
  revalidatePath('/admin', 'layout');
  return `${credentialIds.length === 1 ? '1 key is' : `${credentialIds.length} keys are`} being ended.`;
});
