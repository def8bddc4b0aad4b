import { z } from '@hono/zod-openapi';
import { getGateway } from '@/core/gateways/get-gateway';
import { listGateways } from '@/core/gateways/list-gateways';
import { id, instant, iso } from '../fields';
import { type Operation, operation } from '../operation';
import { list, pageOf } from '../pages';

const shared = {
  id,
  name: z.string(),
  controlUrl: z.string(),
  proxyUrl: z.string().openapi({ description: 'Where consumers call.' }),
  version: z.string().nullable(),
  problem: z.string().nullable(),
  lastSyncedAt: instant.nullable(),
  fromEnvironment: z.boolean(),
};

const line = z
  .object({ ...shared, products: z.number().int(), plans: z.number().int(), liveKeys: z.number().int() })
  .openapi('GatewayLine');

const gateway = z
  .object({
    ...shared,
    gatewayOrgId: z.string(),
    hashAlgorithm: z.string().nullable(),
    lastCheckedAt: instant.nullable(),
    counts: z.object({ apis: z.number().int(), policies: z.number().int() }),
  })
  .openapi('Gateway');

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
    run: async (ctx, { params }) => {
      const found = await getGateway(ctx, { gatewayId: params.id ?? '' });
      return { ...found, lastSyncedAt: iso(found.lastSyncedAt), lastCheckedAt: iso(found.lastCheckedAt) };
    },
  }),
];
