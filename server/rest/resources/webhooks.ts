import { z } from '@hono/zod-openapi';
import type { Context } from '@/core/context';
import { getWebhook, type Webhook } from '@/core/webhooks/get-endpoint';
import { listWebhooks, type WebhookLine } from '@/core/webhooks/list-endpoints';
import { id, instant, iso } from '../fields';
import { type Operation, operation, type Params } from '../operation';
import { list, pageOf } from '../pages';

const shared = {
  id,
  name: z.string(),
  url: z.string().openapi({ description: 'Where messages are sent by POST.' }),
  events: z.array(z.string()).openapi({ description: 'What it is told of; `*` alone is every event.' }),
  state: z
    .enum(['active', 'paused', 'off'])
    .openapi({ description: '`paused`: what happens is kept, and sent when it is resumed. `off`: nothing is kept.' }),
  pausedAt: instant.nullable(),
  failingSince: instant.nullable().openapi({ description: 'Since when nothing was taken; null while it is.' }),
  pending: z.number().int().openapi({ description: 'Messages that wait.' }),
  failed: z.number().int().openapi({ description: 'Messages of the last 30 days that were given up.' }),
  last: z
    .object({ event: z.string(), state: z.enum(['pending', 'delivered', 'failed']), at: instant })
    .nullable()
    .openapi({ description: 'The newest delivery.' }),
};

const line = z.object(shared).openapi('WebhookLine');

/** One webhook, without its secret. */
export const webhook = z
  .object({
    ...shared,
    reachesPrivate: z.boolean().openapi({ description: 'Whether the address may be of your own network.' }),
    previousSecretUntil: instant
      .nullable()
      .openapi({ description: 'Until then messages are signed with the secret of before, too.' }),
    createdBy: z.string().nullable(),
    createdAt: instant,
    updatedAt: instant,
    version: z.number().int().openapi({ description: 'Goes up with every change.' }),
  })
  .openapi('Webhook');

function toLine(row: WebhookLine): z.input<typeof line> {
  return {
    ...row,
    pausedAt: iso(row.pausedAt),
    failingSince: iso(row.failingSince),
    last: row.last && { ...row.last, at: iso(row.last.at) },
  };
}

function toWebhook(found: Webhook): z.input<typeof webhook> {
  return {
    ...found,
    ...toLine(found),
    previousSecretUntil: iso(found.previousSecretUntil),
    createdAt: iso(found.createdAt),
    updatedAt: iso(found.updatedAt),
  };
}

/** A webhook as its GET answers it. */
export async function readWebhook(ctx: Context, { id: webhookId = '' }: Params): Promise<z.output<typeof webhook>> {
  return webhook.parse(toWebhook(await getWebhook(ctx, { webhookId })));
}

/** Webhooks, where programs are told what happens. Never their secrets. */
export const webhooks: readonly Operation[] = [
  list({
    path: '/webhooks',
    tag: 'Webhooks',
    operationId: 'listWebhooks',
    summary: 'List webhooks',
    about: 'By name, each with how it fares.',
    scope: 'webhooks:read',
    filters: {},
    item: line,
    read: async (ctx, _filters, page) => pageOf(await listWebhooks(ctx), page),
    toItem: toLine,
  }),
  operation({
    method: 'get',
    path: '/webhooks/{id}',
    tag: 'Webhooks',
    operationId: 'getWebhook',
    summary: 'Read a webhook',
    scope: 'webhooks:read',
    answer: webhook,
    run: (ctx, { params }) => readWebhook(ctx, params),
  }),
];
