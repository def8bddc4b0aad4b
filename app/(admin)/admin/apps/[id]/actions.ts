'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { endAllKeysOfApp } from '@/core/credentials/end-all-of-app';
import { importCredential } from '@/core/credentials/import-credential';
import { kickSync } from '@/core/credentials/kick-sync';
import { removeImport } from '@/core/credentials/remove-import';
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

/**
 * Tells the gateway at once, so that the page already shows what came of it; a job goes on if the gateway is silent.
 */
export const revokeCredentialAction = formAction(revocation, async (ctx, input) => {
  await revokeCredential(ctx, input);
  await kickSync(ctx, wiring().gateways, input);
  revalidatePath('/admin', 'layout');
  return 'Revoked. The gateway is being told, until it is proven that the key is gone.';
});

/** Stops the key at the gateway at once; resuming brings the same key back. */
export const suspendCredentialAction = formAction(credential, async (ctx, input) => {
  await suspendCredential(ctx, input);
  await kickSync(ctx, wiring().gateways, input);
  revalidatePath('/admin', 'layout');
  return 'Suspended. The gateway refuses the key until it is resumed.';
});

/** Lets the gateway take a suspended key again. */
export const resumeCredentialAction = formAction(credential, async (ctx, input) => {
  await resumeCredential(ctx, input);
  await kickSync(ctx, wiring().gateways, input);
  revalidatePath('/admin', 'layout');
  return 'Resumed. The gateway takes the key again.';
});

/** For a key that failed at the gateway: tries once while the admin waits. */
export const retryCredentialAction = formAction(credential, async (ctx, input) => {
  await retryCredential(ctx, input);
  await kickSync(ctx, wiring().gateways, input);
  // What failed is counted in the frame of every admin page.
  revalidatePath('/admin', 'layout');
  return 'Tried again. The key’s state says what came of it.';
});

const PASTED_MAX = 600;
const existing = z.object({
  appId: z.uuid(),
  key: z.string().max(PASTED_MAX, 'This is longer than any key.').default(''),
  keyHash: z.string().max(PASTED_MAX, 'This is longer than any hash.').default(''),
  planId: z.uuid('Choose a plan.'),
  /** Another name than the verb’s, so that what is wrong with the choice is said once and not beside every box. */
  products: z.union([z.uuid().transform((id) => [id]), z.array(z.uuid()).max(200)]).default([]),
  name: z.string().max(PASTED_MAX).default(''),
  resetQuota: z
    .literal('on')
    .optional()
    .transform((value) => value === 'on'),
});

/** Attaches a key of before to the app. The pasted key is kept nowhere in the form. */
export const importCredentialAction = formAction(existing, async (ctx, { products, ...input }) => {
  const { credentialId } = await importCredential(ctx, { ...input, productIds: products });
  await kickSync(ctx, wiring().gateways, { credentialId });
  revalidatePath('/admin', 'layout');
  // What came of it stands beside the key.
  redirect(`/admin/apps/${input.appId}`);
});

/** Gives up a key that could not be attached. The key at the gateway stays as it is, and can be attached again. */
export const removeImportAction = formAction(credential, async (ctx, input) => {
  await removeImport(ctx, input);
  await kickSync(ctx, wiring().gateways, input);
  revalidatePath('/admin', 'layout');
  return 'Removed. The key at the gateway stays as it is.';
});

const wholeApp = z.object({ appId: z.uuid(), typedName: z.string().max(400).default('') });

/** Ends every key of the app, after its name was typed; jobs follow each until the gateway has proven it. */
export const endAllKeysAction = formAction(wholeApp, async (ctx, input) => {
  const { credentialIds } = await endAllKeysOfApp(ctx, input);
  revalidatePath('/admin', 'layout');
  return `${credentialIds.length === 1 ? '1 key is' : `${credentialIds.length} keys are`} being ended.`;
});
