'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import type { Context } from '@/core/context';
import { endAllKeysOfApp } from '@/core/credentials/end-all-of-app';
import { endReplacedNow } from '@/core/credentials/end-now';
import { extendGrace, extensions } from '@/core/credentials/extend-grace';
import { getCredential } from '@/core/credentials/get-credential';
import { kickSync } from '@/core/credentials/kick-sync';
import { renameCredential } from '@/core/credentials/rename-credential';
import { renewCredential } from '@/core/credentials/renew-credential';
import { resumeCredential } from '@/core/credentials/resume-credential';
import { suspendCredential } from '@/core/credentials/suspend-credential';
import { formAction } from '@/server/form-action';
import { wiring } from '@/server/wiring';

const one = z.object({ credentialId: z.uuid() });

/** What its people call the key; the gateway does not know it. */
export const renameKeyAction = formAction(one.extend({ name: z.string().default('') }), async (ctx, input) => {
  await renameCredential(ctx, input);
  await refresh(ctx, input.credentialId);
  return 'The key has its new name.';
});

/** Gives the key the lifetime of its plan again. `expiresAt` is what the page showed: of two people who press, one is told. */
export const renewKeyAction = formAction(one.extend({ expiresAt: z.coerce.date().optional() }), async (ctx, input) => {
  const { credentialId, expiresAt: seen } = input;
  const { expiresAt } = await renewCredential(ctx, { credentialId, ...(seen && { expiresAt: seen }) });
  await kickSync(ctx, wiring().gateways, { credentialId });
  await refresh(ctx, credentialId);
  return `The key works until ${day.format(expiresAt)}.`;
});

/** Lets the replaced key work longer. */
export const extendGraceAction = formAction(one.extend({ extension: z.enum(extensions) }), async (ctx, input) => {
  const { endsAt } = await extendGrace(ctx, input);
  await refresh(ctx, input.credentialId);
  return `The old key works until ${moment.format(endsAt)} UTC.`;
});

/** Ends the replaced key before its grace is over; the new one is not touched. */
export const endReplacedNowAction = formAction(one, async (ctx, { credentialId }) => {
  await endReplacedNow(ctx, { credentialId });
  await kickSync(ctx, wiring().gateways, { credentialId });
  await refresh(ctx, credentialId);
  return 'The old key is being ended. This page says when its end is proven.';
});

/** Stops the key until it is resumed; nothing is lost. */
export const suspendKeyAction = formAction(one, async (ctx, { credentialId }) => {
  await suspendCredential(ctx, { credentialId });
  await kickSync(ctx, wiring().gateways, { credentialId });
  await refresh(ctx, credentialId);
  return 'Suspended. The gateway refuses the key until it is resumed.';
});

/** Lets a suspended key work again. */
export const resumeKeyAction = formAction(one, async (ctx, { credentialId }) => {
  await resumeCredential(ctx, { credentialId });
  await kickSync(ctx, wiring().gateways, { credentialId });
  await refresh(ctx, credentialId);
  return 'Resumed. The key works again.';
});

const all = z.object({ appId: z.uuid(), typedName: z.string().max(400).default('') });

/** Ends every key of the app, after its name was typed. */
export const endAllKeysAction = formAction(all, async (ctx, input) => {
  const { credentialIds } = await endAllKeysOfApp(ctx, input);
  revalidatePath(`/apps/${input.appId}`, 'layout');
  return `${credentialIds.length === 1 ? '1 key is' : `${credentialIds.length} keys are`} being ended.`;
});

async function refresh(ctx: Context, credentialId: string): Promise<void> {
  const { app } = await getCredential(ctx, { credentialId });
  // The app's page and the pages of its keys.
  revalidatePath(`/apps/${app.id}`, 'layout');
}

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
