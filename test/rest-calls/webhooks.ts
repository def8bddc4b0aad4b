import { pauseWebhook } from '@/core/webhooks/pause-endpoint';
import { testWebhook } from '@/core/webhooks/test-endpoint';
import { webhookDeliveries, webhookEndpoints } from '@/db/schema';
import type { Stage } from '../provisioning-stage';
import { seedWebhook } from '../webhooks';
import { everyAdmin, fresh, type RestCall, reads, runners } from './call';

/** Nobody listens there: the jobs that are ordered are never run. */
const ADDRESS = 'https://receiver.example.com/hook';

const webhookIn = ({ db }: Stage): Promise<string> =>
  seedWebhook(db, { name: fresh('CRM'), url: ADDRESS, events: ['user.registered'] });

const runner = (stage: Stage) => stage.as(stage.world.priya);

async function deliveryIn(stage: Stage): Promise<string> {
  const webhookId = await webhookIn(stage);
  const { deliveryId } = await testWebhook(runner(stage), { webhookId });
  return `/webhooks/${webhookId}/deliveries/${deliveryId}`;
}

const read = (path: (stage: Stage) => Promise<string>): RestCall => ({
  scope: 'webhooks:read',
  stage: async (stage) => ({ path: await path(stage) }),
  may: everyAdmin,
  status: 200,
});

const act = (path: string, status: 200 | 201 = 200): RestCall => ({
  scope: 'webhooks:write',
  stage: async (stage) => ({ path: `/webhooks/${await webhookIn(stage)}/${path}` }),
  may: runners,
  status,
});

/** Operations on webhooks and their deliveries. */
export const webhookCalls: Record<string, RestCall> = {
  listWebhooks: reads('webhooks:read', () => '/webhooks'),
  getWebhook: read(async (stage) => `/webhooks/${await webhookIn(stage)}`),
  createWebhook: {
    scope: 'webhooks:write',
    stage: async ({ db }) => {
      // There may be only so many of them, and a test makes more.
      await db.delete(webhookEndpoints);
      return { path: '/webhooks', body: { name: fresh('CRM'), url: ADDRESS, events: ['app.created'] } };
    },
    may: runners,
    status: 201,
    wrong: ['events', 'user.registered'],
  },
  changeWebhook: {
    scope: 'webhooks:write',
    stage: async (stage) => ({ path: `/webhooks/${await webhookIn(stage)}`, body: { name: fresh('CRM') } }),
    may: runners,
    status: 200,
    wrong: ['url', 7],
  },
  deleteWebhook: {
    scope: 'webhooks:write',
    stage: async (stage) => ({ path: `/webhooks/${await webhookIn(stage)}` }),
    may: runners,
    status: 204,
    again: 404,
  },
  pauseWebhook: { ...act('pause'), again: 200 },
  resumeWebhook: {
    ...act('resume'),
    stage: async (stage) => {
      const webhookId = await webhookIn(stage);
      await pauseWebhook(runner(stage), { webhookId });
      return { path: `/webhooks/${webhookId}/resume` };
    },
    again: 200,
  },
  renewWebhookSecret: act('renew-secret'),
  testWebhook: act('test', 201),
  redeliverFailedWebhookDeliveries: {
    ...act('redeliver-failed'),
    stage: async (stage) => {
      const endpointId = await webhookIn(stage);
      await stage.db
        .insert(webhookDeliveries)
        .values({ endpointId, event: 'user.registered', body: '{}', state: 'failed', lastError: 'It was silent.' });
      return { path: `/webhooks/${endpointId}/redeliver-failed` };
    },
    again: 409,
  },
  listWebhookDeliveries: read(async (stage) => `/webhooks/${await webhookIn(stage)}/deliveries`),
  getWebhookDelivery: read(deliveryIn),
  redeliverWebhookDelivery: {
    scope: 'webhooks:write',
    stage: async (stage) => ({ path: `${await deliveryIn(stage)}/redeliver` }),
    may: runners,
    status: 200,
    again: 200,
  },
};
