import { z } from '@hono/zod-openapi';
import { type Asked, getAccessRequest } from '@/core/access-requests/get-request';
import type { Context } from '@/core/context';
import { id, instant, iso, named } from '../fields';
import type { Params } from '../operation';

/** Where a request can be. */
export const requestStatuses = ['pending', 'approved', 'declined', 'cancelled', 'fulfilled', 'withdrawn'] as const;
/** One of them. */
export const status = z.enum(requestStatuses);
/** Who decides or decided a request; `auto`: nobody had to. */
export const via = z.enum(['auto', 'admin', 'third_party']);

/** A request as it is told. */
export const request = z
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

/** The request that the address names, as it is now. Throws `not_found`. */
export async function readRequest(ctx: Context, { id: requestId = '' }: Params): Promise<z.output<typeof request>> {
  return request.parse(toRequest(await getAccessRequest(ctx, { requestId })));
}
