import { z } from '@hono/zod-openapi';
import { enterApi } from '@/core/gateways/enter-api';
import { enterPolicy } from '@/core/gateways/enter-policy';
import { forgetObject } from '@/core/gateways/forget-object';
import { orderReconciliation } from '@/core/gateways/order-reconciliation';
import { asNamed } from '../naming';
import { nothing, type Operation, operation } from '../operation';
import { gateway, gatewayNow } from './gateway';

const text = z.string().max(1000);
const about = { tag: 'Gateways', scope: 'gateways:write', answer: gateway } as const;

const rate = z.strictObject({ requests: z.number(), seconds: z.number() }).nullable();

/** Takes back what was entered by hand, or is gone from the gateway. */
function forget(object: 'api' | 'policy'): Operation {
  const [path, name] = object === 'api' ? (['apis', 'an API'] as const) : (['policies', 'a policy'] as const);
  return operation({
    ...about,
    method: 'delete',
    path: `/gateways/{id}/${path}/{objectId}`,
    operationId: object === 'api' ? 'forgetGatewayApi' : 'forgetGatewayPolicy',
    summary: `Forget ${name}`,
    about:
      'One that was entered by hand or is gone, by its `id`. 409 for what the gateway has or something is made of.',
    status: 204,
    answer: nothing,
    run: async (ctx, { params: { id: gatewayId = '', objectId = '' } }) => {
      await forgetObject(ctx, { gatewayId, object, id: objectId });
      return null;
    },
  });
}

/** What a gateway has, where it cannot tell it by itself, and whether its keys are as they should be. */
export const gatewayStock: readonly Operation[] = [
  operation({
    ...about,
    method: 'post',
    path: '/gateways/{id}/apis',
    operationId: 'enterGatewayApi',
    summary: 'Enter an API',
    about: 'By its id, for a gateway that cannot list what it has. Answers the gateway.',
    body: z
      .strictObject({ apiId: text, name: text.default(''), listenPath: text })
      .openapi({ example: { apiId: 'payments-v2', name: 'Payments', listenPath: '/payments/' } }),
    run: async (ctx, { params, body }) => {
      const gatewayId = params.id ?? '';
      await enterApi(ctx, { gatewayId, ...body });
      return gatewayNow(ctx, gatewayId);
    },
  }),
  forget('api'),
  operation({
    ...about,
    method: 'post',
    path: '/gateways/{id}/policies',
    operationId: 'enterGatewayPolicy',
    summary: 'Enter a policy',
    about:
      'By its id, for a gateway that cannot list what it has: one that opens the `apiIds`, or, without them, one that ' +
      'limits. Answers the gateway.',
    body: z
      .strictObject({
        policyId: text,
        name: text.default(''),
        apiIds: z
          .array(text.regex(/^[^\s,]+$/, 'An id has no spaces and no commas.'))
          .max(200)
          .optional(),
        rate: rate.default(null),
        quota: rate.default(null),
      })
      .openapi({ example: { policyId: 'gold', name: 'Gold', rate: { requests: 20, seconds: 1 } } }),
    run: (ctx, { params, body: { policyId, name, apiIds, rate: most, quota } }) =>
      asNamed(
        async () => {
          const gatewayId = params.id ?? '';
          const does = apiIds
            ? ({ kind: 'access', apiIds: apiIds.join('\n') } as const)
            : ({ kind: 'limits', rate: most && { requests: most.requests, per: most.seconds }, quota } as const);
          await enterPolicy(ctx, { gatewayId, policyId, name, does });
          return gatewayNow(ctx, gatewayId);
        },
        (field) => NAMES[field],
      ),
  }),
  forget('policy'),
  operation({
    ...about,
    method: 'post',
    path: '/gateways/{id}/reconcile',
    operationId: 'reconcileGateway',
    summary: 'Compare the keys of a gateway with the portal',
    about: 'With `fix` what differs is repaired. A job does it; what it found stands on the gateway’s page.',
    body: z.strictObject({ fix: z.boolean().default(false) }),
    status: 202,
    run: async (ctx, { params, body }) => {
      const gatewayId = params.id ?? '';
      await orderReconciliation(ctx, { gatewayId, ...body });
      return gatewayNow(ctx, gatewayId);
    },
  }),
];

const NAMES: Record<string, readonly string[]> = {
  rateRequests: ['rate', 'requests'],
  ratePer: ['rate', 'seconds'],
  quotaRequests: ['quota', 'requests'],
  quotaSeconds: ['quota', 'seconds'],
};
