'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { changeWebhook } from '@/core/webhooks/change-endpoint';
import { createWebhook } from '@/core/webhooks/create-endpoint';
import { deleteWebhook } from '@/core/webhooks/delete-endpoint';
import { pauseWebhook } from '@/core/webhooks/pause-endpoint';
import { redeliver } from '@/core/webhooks/redeliver';
import { redeliverFailed } from '@/core/webhooks/redeliver-failed';
import { renewWebhookSecret } from '@/core/webhooks/renew-secret';
import { resumeWebhook } from '@/core/webhooks/resume-endpoint';
import { testWebhook } from '@/core/webhooks/test-endpoint';
import { formAction } from '@/server/form-action';
import { several } from '@/server/sent-fields';
import { checked, version } from '../settings/form-values';

const PATH = '/admin/webhooks';

function refresh(): void {
  revalidatePath(PATH, 'layout');
}

const one = z.object({ webhookId: z.uuid() });
const oneDelivery = one.extend({ deliveryId: z.uuid() });
const fields = z.object({
  name: z.string().default(''),
  url: z.string().default(''),
  reachesPrivate: checked,
  /** `*` for everything; otherwise the boxes tell. */
  events: z.string().default(''),
  event: several,
});

function chosen({ events, event }: { events: string; event: string[] }): string[] {
  return events === '*' ? [events] : event;
}

/** Answers the signing secret, which is shown this once. */
export const createWebhookAction = formAction(fields, async (ctx, { event, ...input }) => {
  const { webhookId, secret } = await createWebhook(ctx, { ...input, events: chosen({ ...input, event }) });
  refresh();
  return { message: 'The webhook is added.', shownSecret: secret, leadsTo: `${PATH}/${webhookId}` };
});

/** What still waits goes to the new address. */
export const changeWebhookAction = formAction(
  fields.extend({ ...one.shape, version, isActive: checked }),
  async (ctx, { event, ...input }) => {
    await changeWebhook(ctx, { ...input, events: chosen({ ...input, event }) });
    refresh();
    return 'Saved.';
  },
);

/** Answers the new secret, which is shown this once; messages carry both signatures for a day. */
export const renewWebhookSecretAction = formAction(one, async (ctx, input) => {
  const { secret } = await renewWebhookSecret(ctx, input);
  refresh();
  return { message: 'There is a new secret.', shownSecret: secret };
});

/** Leads to the test message, where the receiver’s answer will stand. */
export const testWebhookAction = formAction(one, async (ctx, input) => {
  const { deliveryId } = await testWebhook(ctx, input);
  refresh();
  redirect(`${PATH}/${input.webhookId}/deliveries/${deliveryId}`);
});

/** Keeps what happens, until the webhook is resumed. */
export const pauseWebhookAction = formAction(one, async (ctx, input) => {
  await pauseWebhook(ctx, input);
  refresh();
  return 'Paused. What happens meanwhile is kept.';
});

/** Sends what was kept meanwhile. */
export const resumeWebhookAction = formAction(one, async (ctx, input) => {
  const { sent } = await resumeWebhook(ctx, input);
  refresh();
  if (sent === 0) return 'Resumed.';
  return sent === 1 ? 'Resumed. 1 message that was kept is sent now.' : `Resumed. ${sent} kept messages are sent now.`;
});

/** Leads back to the list; what waited is gone. */
export const deleteWebhookAction = formAction(one, async (ctx, input) => {
  await deleteWebhook(ctx, input);
  refresh();
  redirect(PATH);
});

/** Sends one message again, under the same id. */
export const redeliverAction = formAction(oneDelivery, async (ctx, input) => {
  await redeliver(ctx, input);
  refresh();
  return 'It is sent again.';
});

/** Sends everything again that was given up. */
export const redeliverFailedAction = formAction(one, async (ctx, input) => {
  const { count } = await redeliverFailed(ctx, input);
  refresh();
  return count === 1 ? '1 message is sent again.' : `${count} messages are sent again.`;
});
