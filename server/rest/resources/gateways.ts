import { z } from '@hono/zod-openapi';
import { listGateways } from '@/core/gateways/list-gateways';
import type { StockQuery } from '@/core/gateways/list-stock';
import { listApisByCursor, listPoliciesByCursor } from '@/core/gateways/stock-by-cursor';
import { id, instant, iso, search } from '../fields';
import { type Operation, operation, type Params } from '../operation';
import { list, pageOf } from '../pages';
import { gateway, gatewayFacts, gatewayNow } from './gateway';

const line = z
  .object({ ...gatewayFacts, products: z.number().int(), plans: z.number().int(), liveKeys: z.number().int() })
  .openapi('GatewayLine');

const state = z.enum(['there', 'entered', 'gone']).openapi({
  description: '`entered`: by hand. `gone`: the gateway does not list it any more.',
});
const stock = {
  id,
  name: z.string(),
  state,
  missingSince: instant.nullable(),
  usedBy: z.array(z.object({ kind: z.enum(['product', 'plan']), name: z.string() })),
};
const api = z
  .object({ apiId: z.string(), ...stock, listenPath: z.string(), isActive: z.boolean() })
  .openapi('GatewayApi');
const policy = z
  .object({
    policyId: z.string(),
    ...stock,
    does: z.enum(['access', 'limits', 'both', 'nothing']).openapi({
      description: 'A product is made on one for `access`, a plan on one for `limits`.',
    }),
    apiIds: z.array(z.string()),
    limits: z
      .object({ rate: z.number(), per: z.number(), quotaMax: z.number(), quotaSeconds: z.number() })
      .openapi({ description: 'As the gateway has them: 0 and -1 are no limit.' }),
  })
  .openapi('GatewayPolicy');

const filters = { search, state: state.optional() };
type Filters = { search?: string | undefined; state?: StockQuery['state'] | undefined };

function queryOf({ id: gatewayId = '' }: Params, { search: words = '', state: wanted = '' }: Filters) {
  return { gatewayId, search: words.trim(), state: wanted };
}

function toStock<Line extends { missingSince: Date | null }>(row: Line) {
  return { ...row, missingSince: iso(row.missingSince) };
}

/** Gateways, where keys are made. Never their secrets. */
export const gateways: readonly Operation[] = [
  list({
    path: '/gateways',
    tag: 'Gateways',
    operationId: 'listGateways',
    summary: 'List gateways',
    about: 'By name.',
    scope: 'gateways:read',
    filters: {},
    item: line,
    read: async (ctx, _filters, page) => pageOf(await listGateways(ctx), page),
    toItem: (row) => ({ ...row, lastSyncedAt: iso(row.lastSyncedAt) }),
  }),
  operation({
    method: 'get',
    path: '/gateways/{id}',
    tag: 'Gateways',
    operationId: 'getGateway',
    summary: 'Read a gateway',
    scope: 'gateways:read',
    answer: gateway,
    run: (ctx, { params }) => gatewayNow(ctx, params.id ?? ''),
  }),
  list({
    path: '/gateways/{id}/apis',
    tag: 'Gateways',
    operationId: 'listGatewayApis',
    summary: 'List the APIs of a gateway',
    about: 'By name, as they were when it was synchronized last.',
    scope: 'gateways:read',
    filters,
    item: api,
    read: (ctx, wanted, page, params) => listApisByCursor(ctx, queryOf(params, wanted), page),
    toItem: toStock,
  }),
  list({
    path: '/gateways/{id}/policies',
    tag: 'Gateways',
    operationId: 'listGatewayPolicies',
    summary: 'List the policies of a gateway',
    about: 'By name, as they were when it was synchronized last.',
    scope: 'gateways:read',
    filters,
    item: policy,
    read: (ctx, wanted, page, params) => listPoliciesByCursor(ctx, queryOf(params, wanted), page),
    toItem: toStock,
  }),
];
