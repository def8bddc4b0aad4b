import { z } from '@hono/zod-openapi';
import { getTracker } from '@/core/access-requests/get-tracker';
import { listAccessRequests } from '@/core/access-requests/list-requests';
import { id, idFilter, instant, iso, search } from '../fields';
import { type Operation, operation } from '../operation';
import { list, pageOf } from '../pages';
import { readRequest, request, requestStatuses, status, via } from './request';

const line = z
  .object({
    id,
    status,
    appId: id,
    appName: z.string(),
    organizationName: z.string(),
    requesterName: z.string().nullable(),
    requesterEmail: z.string().nullable(),
    catalogName: z.string().nullable(),
    planName: z.string(),
    productNames: z.string().openapi({ description: 'Separated by commas.' }),
    createdAt: instant,
    decidedAt: instant.nullable(),
    decidedVia: via.nullable(),
    decisionReason: z.string(),
  })
  .openapi('RequestLine');

const message = z
  .object({
    id,
    side: z.enum(['provider', 'developer']),
    author: z.string().nullable().openapi({ description: 'Null for somebody who has left.' }),
    body: z.string(),
    at: instant,
  })
  .openapi('RequestMessage');

/** Requests: what waits, and what became of the others. */
export const requests: readonly Operation[] = [
  list({
    path: '/requests',
    tag: 'Requests',
    operationId: 'listRequests',
    summary: 'List requests',
    about: 'Pending ones with the oldest first, and of those only what you may decide; everything else newest first.',
    scope: 'requests:read',
    filters: {
      status: z
        .enum(['decided', ...requestStatuses])
        .optional()
        .openapi({ description: '`decided`: all but the pending.' }),
      search,
      plan: z.string().max(200).optional().openapi({ description: 'The slug of a plan.' }),
      appId: idFilter,
      organizationId: idFilter,
      decider: via.optional().openapi({ description: 'Who has to decide it, such as `third_party`.' }),
    },
    item: line,
    read: (ctx, filters, page) => listAccessRequests(ctx, { ...filters, status: filters.status ?? 'any' }, page),
    toItem: (row) => ({ ...row, createdAt: iso(row.createdAt), decidedAt: iso(row.decidedAt) }),
  }),
  operation({
    method: 'get',
    path: '/requests/{id}',
    tag: 'Requests',
    operationId: 'getRequest',
    summary: 'Read a request',
    scope: 'requests:read',
    answer: request,
    run: (ctx, { params }) => readRequest(ctx, params),
  }),
  list({
    path: '/requests/{id}/messages',
    tag: 'Requests',
    operationId: 'listRequestMessages',
    summary: 'List the questions and answers of a request',
    about: 'The oldest first; of a long talk the newest two hundred.',
    scope: 'requests:read',
    filters: {},
    item: message,
    read: async (ctx, _filters, page, params) =>
      pageOf((await getTracker(ctx, { requestId: params.id ?? '' })).messages, page),
    toItem: ({ at, ...said }) => ({ ...said, at: iso(new Date(at)) }),
  }),
];
