'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import type { Context } from '@/core/context';
import { claimCredential } from '@/core/credentials/claim-credential';
import { getCredential } from '@/core/credentials/get-credential';
import { gracePeriods } from '@/core/credentials/grace-periods';
import { kickSync } from '@/core/credentials/kick-sync';
import { regenerateCredential } from '@/core/credentials/regenerate-credential';
import { resendConfirmation } from '@/core/credentials/resend-confirmation';
import { retryCredential } from '@/core/credentials/retry-credential';
import { revealCredential } from '@/core/credentials/reveal-credential';
import { revokeCredential } from '@/core/credentials/revoke-credential';
import { formAction, type Told } from '@/server/form-action';
import { wiring } from '@/server/wiring';
import { curlLine } from './curl-line';

const one = z.object({ credentialId: z.uuid() });
const byLinkOrId = z.union([z.object({ token: z.string().min(1).max(200) }), one]);
const UNDER_WAY =
  'The key is being made. The gateway has not answered yet; nothing is lost, and you get a mail when it is ready.';

/**
 * Makes the key if that was not done yet, and shows it. One action for both, so that the answer finds its form again
 * when the page is rendered with the key's new state, also without JavaScript.
 */
export const showKeyAction = formAction(byLinkOrId, async (ctx, input) => {
  const { credentialId, status } = await claimCredential(ctx, input);
  if (status === 'provisioning') await kickSync(ctx, wiring().gateways, { credentialId });
  return show(ctx, credentialId);
});

/** Orders the next key and tries once while the person waits. The old one works for the grace period. */
export const regenerateKeyAction = formAction(one.extend({ grace: z.enum(gracePeriods) }), async (ctx, input) => {
  const { credentialId } = await regenerateCredential(ctx, input);
  await kickSync(ctx, wiring().gateways, { credentialId });
  const { app, status } = await getCredential(ctx, { credentialId });
  revalidatePath(`/apps/${app.id}`);
  return status === 'active' ? 'The new key is ready. Reveal it and put it where the old one was.' : UNDER_WAY;
});

/** Ends the key; the page says when the gateway has proven it. */
export const revokeKeyAction = formAction(one, async (ctx, { credentialId }) => {
  await revokeCredential(ctx, { credentialId });
  await kickSync(ctx, wiring().gateways, { credentialId });
  const { app } = await getCredential(ctx, { credentialId });
  revalidatePath(`/apps/${app.id}`);
  return 'The key is being revoked. This page says when its end is proven.';
});

/** For a key that the gateway refused, after somebody mended the reason. */
export const retryKeyAction = formAction(one, async (ctx, { credentialId }) => {
  await retryCredential(ctx, { credentialId });
  await kickSync(ctx, wiring().gateways, { credentialId });
  const { app } = await getCredential(ctx, { credentialId });
  revalidatePath(`/apps/${app.id}`);
  return 'The key is being tried again.';
});

/** Mails the link to *Generate key* again, to whoever asked for access. */
export const resendConfirmationAction = formAction(one, async (ctx, input) => {
  await resendConfirmation(ctx, input);
  return 'A new confirmation link is on its way.';
});

async function show(ctx: Context, credentialId: string): Promise<Told> {
  const { app, status, apis } = await getCredential(ctx, { credentialId });
  if (status === 'provisioning') {
    // The page then says what the key waits for, and looks again by itself.
    revalidatePath(`/apps/${app.id}`);
    return { message: UNDER_WAY };
  }
  const { key, isOnlyTime } = await revealCredential(ctx, { credentialId });
  return { message: '', shownKey: { key, isOnlyTime, curl: curlLine(apis[0]?.url, key) } };
}
