import { changeWebhook } from '@/core/webhooks/change-endpoint';
import { createWebhook } from '@/core/webhooks/create-endpoint';
import { deleteWebhook } from '@/core/webhooks/delete-endpoint';
import { pauseWebhook } from '@/core/webhooks/pause-endpoint';
import { redeliver } from '@/core/webhooks/redeliver';
import { redeliverFailed } from '@/core/webhooks/redeliver-failed';
import { renewWebhookSecret } from '@/core/webhooks/renew-secret';
import { resumeWebhook } from '@/core/webhooks/resume-endpoint';
import { testWebhook } from '@/core/webhooks/test-endpoint';
import type { Database } from '@/db/client';
import { newId } from '@/db/ids';
import { webhookDeliveries } from '@/db/schema';
import { seedWebhook } from '../webhooks';
import { expecting, nothing, type Row, row } from './roles';

/** Those who run the portal manage webhooks, other admins look, and for everybody else there are none. */
const expected = expecting('not_found', { ok: ['priya', 'alan'], forbidden: ['arun', 'audrey'] });
const wish = { name: 'Billing', url: 'https://billing.test/hook', events: ['app.created'], reachesPrivate: false };

async function webhook(db: Database) {
  const webhookId = await seedWebhook(db);
  const deliveryId = newId();
  const failed = { id: deliveryId, endpointId: webhookId, event: 'app.created', body: '{}' };
  await db.insert(webhookDeliveries).values({ ...failed, state: 'failed' });
  return { webhookId, deliveryId };
}

/** Webhooks, which every admin reads and those change who run the portal. */
export const webhooks: Row[] = [
  row({ verb: 'createWebhook', stage: nothing, act: (ctx) => createWebhook(ctx, wish), expected }),
  row({
    verb: 'changeWebhook',
    stage: webhook,
    act: (ctx, { webhookId }) => changeWebhook(ctx, { ...wish, webhookId, version: 1, isActive: true }),
    expected,
  }),
  row({ verb: 'renewWebhookSecret', stage: webhook, act: renewWebhookSecret, expected }),
  row({ verb: 'pauseWebhook', stage: webhook, act: pauseWebhook, expected }),
  row({ verb: 'resumeWebhook', stage: webhook, act: resumeWebhook, expected }),
  row({ verb: 'deleteWebhook', stage: webhook, act: deleteWebhook, expected }),
  row({ verb: 'testWebhook', stage: webhook, act: testWebhook, expected }),
  row({ verb: 'redeliver', stage: webhook, act: redeliver, expected }),
  row({ verb: 'redeliverFailed', stage: webhook, act: redeliverFailed, expected }),
  { verb: 'pauseFailing', system: 'the job of a delivery, when nothing was taken for days' },
];
