import { z } from '@hono/zod-openapi';
import { approveAccessRequest } from '@/core/access-requests/approve';
import { declineAccessRequest } from '@/core/access-requests/decline';
import { type Asked, getAccessRequest } from '@/core/access-requests/get-request';
import { listAccessRequests } from '@/core/access-requests/list-requests';
import type { Context } from '@/core/context';
import { id, idFilter, instant, iso, named, search } from '../fields';
import { type Operation, operation, type Params } from '../operation';
import { list } from '../pages';

const STATUSES = ['pending', 'approved', 'declined', 'cancelled', 'fulfilled', 'withdrawn'] as const;
const status = z.enum(STATUSES);
const via = z.enum(['auto', 'admin', 'third_party']);

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

const request = z
  .object({
    id,
    status,
    version: z.number().int().openapi({ description: 'Goes up with every change.' }),
    createdAt: instant,
    updatedAt: instant,
    app: named.extend({ isDeleted: z.boolean() }),
    organization: named.extend({ isDefault: z.boolean(), status: z.string() }),
    developer: z.object({ id, name: z.string(), email: z.string() }).nullable(),
    catalogName: z.string().nullable(),
    plan: z.object({
      slug: z.string(),
      name: z.string(),
      rateRequests: z.number().nullable(),
      ratePerSeconds: z.number().nullable(),
      quotaRequests: z.number().nullable(),
      quotaPeriodSeconds: z.number().nullable(),
      keyLifetimeDays: z.number().nullable(),
    }),
    products: z.array(z.object({ id, slug: z.string(), name: z.string(), state: z.string() })),
    fields: z
      .array(z.object({ name: z.string(), label: z.string(), value: z.string() }))
      .openapi({ description: 'The answers to the key-request fields.' }),
    changesRequestId: id
      .nullable()
      .openapi({ description: 'The request whose plan or products this one asks to change.' }),
    decider: via.openapi({ description: 'Who has to decide it while it is pending.' }),
    thirdPartyUntil: instant.nullable().openapi({ description: 'When admins decide in the place of another system.' }),
    informationAskedAt: instant.nullable().openapi({ description: 'Set while the developer owes an answer.' }),
    assignee: named.nullable(),
    ruleName: z.string().openapi({ description: 'The rule that decided it or sent it to somebody.' }),
    decision: z.object({ via, by: z.string().nullable(), at: instant }).nullable(),
    decisionReason: z.string(),
    credential: z
      .object({ id, status: z.string(), generation: z.number().int(), lastFour: z.string() })
      .nullable()
      .openapi({ description: 'The newest one of this request.' }),
  })
  .openapi('Request');

function toRequest(asked: Asked): z.input<typeof request> {
  const { terms, requester, answers, reason, credential } = asked;
  return {
    ...asked,
    createdAt: iso(asked.createdAt),
    updatedAt: iso(asked.updatedAt),
    developer: requester,
    plan: { ...terms, name: terms.displayName },
    fields: answers,
    changesRequestId: asked.changes?.requestId ?? null,
    thirdPartyUntil: iso(asked.thirdPartyUntil),
    informationAskedAt: iso(asked.informationAskedAt),
    decision: asked.decision && { ...asked.decision, at: iso(asked.decision.at) },
    decisionReason: reason,
    credential,
  };
}

const version = z
  .number()
  .int()
  .optional()
  .openapi({ description: 'The `version` that you read: refused with 409 when the request was changed since.' });

async function now(ctx: Context, { id: requestId = '' }: Params): Promise<z.input<typeof request>> {
  return toRequest(await getAccessRequest(ctx, { requestId }));
}

/** Requests: what waits, what became of the others, and the decision. */
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
        .enum(['decided', ...STATUSES])
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
    run: (ctx, { params }) => now(ctx, params),
  }),
  operation({
    method: 'post',
    path: '/requests/{id}/approve',
    tag: 'Requests',
    operationId: 'approveRequest',
    summary: 'Approve a request',
    about: 'The developer is told and can generate the key. 409 when somebody decided first.',
    scope: 'requests:write',
    body: z.strictObject({ version }),
    answer: request,
    run: async (ctx, { params, body }) => {
      // A program of the provider's: it counts as the other system where the request waits for one.
      await approveAccessRequest(ctx, { requestId: params.id ?? '', version: body.version, via: 'third_party' });
      return now(ctx, params);
    },
  }),
  operation({
    method: 'post',
    path: '/requests/{id}/decline',
    tag: 'Requests',
    operationId: 'declineRequest',
    summary: 'Decline a request',
    about: 'The developer is told the reason. 409 when somebody decided first.',
    scope: 'requests:write',
    body: z
      .strictObject({ reason: z.string().min(1).max(2000), version })
      .openapi({ example: { reason: 'Standard has enough for this. Ask again when you outgrow it.', version: 1 } }),
    answer: request,
    run: async (ctx, { params, body }) => {
      await declineAccessRequest(ctx, { requestId: params.id ?? '', ...body, via: 'third_party' });
      return now(ctx, params);
    },
  }),
];
