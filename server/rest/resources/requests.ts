import { z } from '@hono/zod-openapi';
import { listAccessRequests } from '@/core/access-requests/list-requests';
import { id, idFilter, instant, iso, search } from '../fields';
import { type Operation, operation } from '../operation';
import { list } from '../pages';
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
];
