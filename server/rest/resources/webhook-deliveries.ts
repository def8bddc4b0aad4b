import { z } from '@hono/zod-openapi';
import type { Context } from '@/core/context';
import { getDelivery } from '@/core/webhooks/get-delivery';
import { type DeliveryLine, listDeliveries } from '@/core/webhooks/list-deliveries';
import { redeliver } from '@/core/webhooks/redeliver';
import { redeliverFailed } from '@/core/webhooks/redeliver-failed';
import { testWebhook } from '@/core/webhooks/test-endpoint';
import { id, instant, iso } from '../fields';
import { type Operation, operation, type Params } from '../operation';
import { list } from '../pages';

const state = z.enum(['pending', 'delivered', 'failed']);

const shared = {
  id,
  webhookId: id,
  event: z.string().openapi({ description: '`webhook.test` for a test.' }),
  isTest: z.boolean(),
  state,
  attempts: z.number().int().openapi({ description: 'Since it was made or sent again.' }),
  nextAttemptAt: instant.nullable(),
  responseStatus: z.number().int().nullable().openapi({ description: 'Of the last attempt that was answered.' }),
  lastError: z.string().nullable(),
  createdAt: instant,
  deliveredAt: instant.nullable(),
};

const line = z.object(shared).openapi('WebhookDeliveryLine');

const delivery = z
  .object({
    ...shared,
    messageId: z.string().openapi({ description: 'The `webhook-id` of every attempt.' }),
    body: z.string().openapi({ description: 'What is sent, to the letter, with every attempt.' }),
    tries: z
      .array(
        z.object({
          id,
          at: instant.openapi({ description: 'Its `webhook-timestamp`, which has whole seconds.' }),
          status: z.number().int().nullable().openapi({ description: 'Null where nothing was answered.' }),
          ms: z.number().int().nullable(),
          error: z.string().nullable().openapi({ description: 'Why it did not count as taken.' }),
          answer: z.string().openapi({ description: 'The beginning of what was answered.' }),
        }),
      )
      .openapi({ description: 'The newest first.' }),
  })
  .openapi('WebhookDelivery');

function toLine(row: DeliveryLine): z.input<typeof line> {
  return {
    ...row,
    nextAttemptAt: iso(row.nextAttemptAt),
    createdAt: iso(row.createdAt),
    deliveredAt: iso(row.deliveredAt),
  };
}

async function now(ctx: Context, webhookId: string, deliveryId: string): Promise<z.input<typeof delivery>> {
  const found = await getDelivery(ctx, { webhookId, deliveryId });
  return { ...found, ...toLine(found), tries: found.tries.map((one) => ({ ...one, at: iso(one.at) })) };
}

const idsOf = ({ id: webhookId = '', deliveryId = '' }: Params) => ({ webhookId, deliveryId });
const reads = { tag: 'Webhooks', scope: 'webhooks:read' } as const;
const writes = { tag: 'Webhooks', scope: 'webhooks:write', method: 'post' } as const;

/** What was sent to a webhook, and sending it again. */
export const webhookDeliveries: readonly Operation[] = [
  list({
    ...reads,
    path: '/webhooks/{id}/deliveries',
    operationId: 'listWebhookDeliveries',
    summary: 'List deliveries of a webhook',
    about: 'Of the last 30 days, the newest first.',
    filters: {
      state: state.optional(),
      event: z.string().max(100).optional().openapi({ description: 'The name of an event.' }),
    },
    item: line,
    read: (ctx, filters, page, { id: webhookId = '' }) => listDeliveries(ctx, { ...filters, webhookId }, page),
    toItem: toLine,
  }),
  operation({
    ...reads,
    method: 'get',
    path: '/webhooks/{id}/deliveries/{deliveryId}',
    operationId: 'getWebhookDelivery',
    summary: 'Read a delivery',
    about: 'With what was sent and what was answered.',
    answer: delivery,
    run: (ctx, { params: { id: webhookId = '', deliveryId = '' } }) => now(ctx, webhookId, deliveryId),
  }),
  operation({
    ...writes,
    path: '/webhooks/{id}/deliveries/{deliveryId}/redeliver',
    operationId: 'redeliverWebhookDelivery',
    summary: 'Send a message again',
    about: 'Under the id and with the body that it had. 409 where the webhook is switched off.',
    body: z.strictObject({}),
    answer: delivery,
    run: async (ctx, { params }) => {
      const ids = idsOf(params);
      await redeliver(ctx, ids);
      return now(ctx, ids.webhookId, ids.deliveryId);
    },
  }),
  operation({
    ...writes,
    path: '/webhooks/{id}/redeliver-failed',
    operationId: 'redeliverFailedWebhookDeliveries',
    summary: 'Send all failed messages again',
    about: 'All that were given up, tests excepted. 409 where there is none, or the webhook is switched off.',
    body: z.strictObject({}),
    answer: z.object({ count: z.number().int().openapi({ description: 'How many are sent again.' }) }),
    run: (ctx, { params }) => redeliverFailed(ctx, { webhookId: params.id ?? '' }),
  }),
  operation({
    ...writes,
    path: '/webhooks/{id}/test',
    operationId: 'testWebhook',
    summary: 'Send a test',
    about:
      'Orders one signed message of the type `webhook.test`, which is tried once, also where the webhook is paused or ' +
      'off. Its delivery tells what became of it.',
    body: z.strictObject({}),
    status: 201,
    answer: delivery,
    run: async (ctx, { params: { id: webhookId = '' } }) => {
      const { deliveryId } = await testWebhook(ctx, { webhookId });
      return now(ctx, webhookId, deliveryId);
    },
    locationOf: (made) => `/webhooks/${made.webhookId}/deliveries/${made.id}`,
  }),
];
