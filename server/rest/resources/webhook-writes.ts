import { z } from '@hono/zod-openapi';
import { changeWebhook } from '@/core/webhooks/change-endpoint';
import { createWebhook } from '@/core/webhooks/create-endpoint';
import { deleteWebhook } from '@/core/webhooks/delete-endpoint';
import { pauseWebhook } from '@/core/webhooks/pause-endpoint';
import { renewWebhookSecret } from '@/core/webhooks/renew-secret';
import { resumeWebhook } from '@/core/webhooks/resume-endpoint';
import { merge } from '../merge';
import { nothing, type Operation, operation, versionOf } from '../operation';
import { readWebhook, webhook } from './webhooks';

const fields = {
  name: z.string().min(1).max(80),
  url: z.string().min(1).max(500),
  events: z
    .array(z.string().max(100))
    .min(1)
    .max(500)
    .openapi({ description: 'Names of events (docs/webhooks.md), or `*` alone for every event.' }),
  reachesPrivate: z.boolean().openapi({
    description: 'Whether the address may be of your own network. Otherwise private addresses are refused.',
  }),
};

const withSecret = webhook
  .extend({
    secret: z.string().openapi({ description: 'What messages are signed with. It is told in this answer only.' }),
  })
  .openapi('WebhookWithSecret');

const about = { tag: 'Webhooks', scope: 'webhooks:write' } as const;

/** What changes webhooks. */
export const webhookWrites: readonly Operation[] = [
  operation({
    ...about,
    method: 'post',
    path: '/webhooks',
    operationId: 'createWebhook',
    summary: 'Add a webhook',
    about:
      'From then on the address is told of each of these events, by a message that is signed with the secret of this ' +
      'answer (Standard Webhooks). What happened before is not sent.',
    body: z.strictObject({ ...fields, reachesPrivate: fields.reachesPrivate.default(false) }).openapi({
      example: {
        name: 'CRM',
        url: 'https://crm.example.com/portal-events',
        events: ['user.registered', 'access_request.submitted'],
        reachesPrivate: false,
      },
    }),
    status: 201,
    answer: withSecret,
    run: async (ctx, { body }) => {
      const { webhookId, secret } = await createWebhook(ctx, body);
      return { ...(await readWebhook(ctx, { id: webhookId })), secret };
    },
    locationOf: ({ id }) => `/webhooks/${id}`,
  }),
  operation({
    ...about,
    method: 'patch',
    path: '/webhooks/{id}',
    operationId: 'changeWebhook',
    summary: 'Change a webhook',
    about:
      'What you leave out stays. Switched off (`isActive: false`), nothing is kept for it, and what waits is given up.',
    body: z
      .strictObject({
        name: fields.name.optional(),
        url: fields.url.optional(),
        events: fields.events.optional(),
        reachesPrivate: fields.reachesPrivate.optional(),
        isActive: z.boolean().optional(),
      })
      .openapi({ example: { events: ['*'] } }),
    answer: webhook,
    current: readWebhook,
    run: async (ctx, { params, body, current }) => {
      const { name, url, events, reachesPrivate, state } = webhook.parse(current);
      const now = { name, url, events, reachesPrivate, isActive: state !== 'off' };
      const { after, isChanged } = merge(now, body);
      if (isChanged) await changeWebhook(ctx, { webhookId: params.id ?? '', version: versionOf(current), ...after });
      return readWebhook(ctx, params);
    },
  }),
  operation({
    ...about,
    method: 'delete',
    path: '/webhooks/{id}',
    operationId: 'deleteWebhook',
    summary: 'Delete a webhook',
    about: 'With the log of its deliveries. What waits is not sent.',
    status: 204,
    answer: nothing,
    current: readWebhook,
    run: async (ctx, { params }) => {
      await deleteWebhook(ctx, { webhookId: params.id ?? '' });
      return null;
    },
  }),
  operation({
    ...about,
    method: 'post',
    path: '/webhooks/{id}/pause',
    operationId: 'pauseWebhook',
    summary: 'Pause a webhook',
    about: 'What happens meanwhile is kept. A second call is harmless.',
    body: z.strictObject({}),
    answer: webhook,
    run: async (ctx, { params }) => {
      await pauseWebhook(ctx, { webhookId: params.id ?? '' });
      return readWebhook(ctx, params);
    },
  }),
  operation({
    ...about,
    method: 'post',
    path: '/webhooks/{id}/resume',
    operationId: 'resumeWebhook',
    summary: 'Resume a webhook',
    about: 'What was kept is sent now. A second call is harmless.',
    body: z.strictObject({}),
    answer: webhook,
    run: async (ctx, { params }) => {
      await resumeWebhook(ctx, { webhookId: params.id ?? '' });
      return readWebhook(ctx, params);
    },
  }),
  operation({
    ...about,
    method: 'post',
    path: '/webhooks/{id}/renew-secret',
    operationId: 'renewWebhookSecret',
    summary: 'Make a new signing secret',
    about: 'Until `previousSecretUntil` messages are signed with both, so that the receiver can be changed meanwhile.',
    body: z.strictObject({}),
    answer: withSecret,
    run: async (ctx, { params }) => {
      const { secret } = await renewWebhookSecret(ctx, { webhookId: params.id ?? '' });
      return { ...(await readWebhook(ctx, params)), secret };
    },
  }),
];
