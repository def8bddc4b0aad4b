import { z } from '@hono/zod-openapi';
import { approveAccessRequest } from '@/core/access-requests/approve';
import { askInformation } from '@/core/access-requests/ask-information';
import { declineAccessRequest } from '@/core/access-requests/decline';
import { withdrawAccessRequest } from '@/core/access-requests/withdraw';
import { type Operation, operation, versionOf } from '../operation';
import { readRequest, request } from './request';

const version = z
  .number()
  .int()
  .optional()
  .openapi({ description: 'The `version` that you read: refused with 409 when the request was changed since.' });

const about = {
  method: 'post',
  tag: 'Requests',
  scope: 'requests:write',
  answer: request,
  current: readRequest,
} as const;

/** What is decided about requests. */
export const requestActs: readonly Operation[] = [
  operation({
    ...about,
    path: '/requests/{id}/approve',
    operationId: 'approveRequest',
    summary: 'Approve a request',
    about: 'The developer is told and can generate the key. 409 when somebody decided first.',
    body: z.strictObject({ version }),
    run: async (ctx, { params, body, current }) => {
      const seen = body.version ?? versionOf(current);
      // A program of the provider's: it counts as the other system where the request waits for one.
      await approveAccessRequest(ctx, { requestId: params.id ?? '', version: seen, via: 'third_party' });
      return readRequest(ctx, params);
    },
  }),
  operation({
    ...about,
    path: '/requests/{id}/decline',
    operationId: 'declineRequest',
    summary: 'Decline a request',
    about: 'The developer is told the reason. 409 when somebody decided first.',
    body: z
      .strictObject({ reason: z.string().min(1).max(2000), version })
      .openapi({ example: { reason: 'Standard has enough for this. Ask again when you outgrow it.', version: 1 } }),
    run: async (ctx, { params, body, current }) => {
      const { reason, version: seen = versionOf(current) } = body;
      await declineAccessRequest(ctx, { requestId: params.id ?? '', reason, version: seen, via: 'third_party' });
      return readRequest(ctx, params);
    },
  }),
  operation({
    ...about,
    path: '/requests/{id}/ask',
    operationId: 'askAboutRequest',
    summary: 'Ask the developer something first',
    about:
      'The developer gets a mail, and `informationAskedAt` is set until they have answered in the portal: ' +
      '`GET /requests/{id}/messages` has the answer. The same question twice is asked once. 409 when it was decided.',
    body: z
      .strictObject({ question: z.string().min(1).max(4000), version })
      .openapi({ example: { question: 'Which shops will use the app?' } }),
    run: async (ctx, { params, body }) => {
      // Without a version: whoever repeats a call that got no answer has the version of before, and is right to.
      await askInformation(ctx, { requestId: params.id ?? '', ...body });
      return readRequest(ctx, params);
    },
  }),
  operation({
    ...about,
    path: '/requests/{id}/withdraw',
    operationId: 'withdrawRequest',
    summary: 'Take an approval back',
    about: 'The keys of the request are revoked, and the developer is told the reason. 409 when there is no approval.',
    body: z
      .strictObject({ reason: z.string().min(1).max(1000) })
      .openapi({ example: { reason: 'The contract ended.' } }),
    run: async (ctx, { params, body }) => {
      await withdrawAccessRequest(ctx, { requestId: params.id ?? '', reason: body.reason });
      return readRequest(ctx, params);
    },
  }),
];
