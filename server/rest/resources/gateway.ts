import { z } from '@hono/zod-openapi';
import type { Context } from '@/core/context';
import { getGateway } from '@/core/gateways/get-gateway';
import { id, instant, iso } from '../fields';
import type { Current, Params } from '../operation';

/** What lines and the whole thing have in common. */
export const gatewayFacts = {
  id,
  name: z.string(),
  controlUrl: z.string(),
  proxyUrl: z.string().openapi({ description: 'Where consumers call.' }),
  version: z.string().nullable().openapi({ description: 'Of the Tyk Gateway, as it says itself.' }),
  problem: z.string().nullable(),
  lastSyncedAt: instant.nullable(),
  fromEnvironment: z.boolean().openapi({ description: 'The environment sets its addresses and its secret.' }),
};

/** A gateway, as every operation on it answers it. Never its secret. */
export const gateway = z
  .object({
    ...gatewayFacts,
    revision: z.number().int().openapi({ description: 'Goes up with every change that an admin makes.' }),
    gatewayOrgId: z.string(),
    reachesPrivate: z.boolean().openapi({ description: 'Whether its addresses may be of your own network.' }),
    hashAlgorithm: z.string().nullable(),
    revocationDelaySeconds: z.number().nullable().openapi({ description: 'How long a revoked key may still work.' }),
    lastCheckedAt: instant.nullable(),
    synchronization: z
      .object({ step: z.string(), orderedAt: instant })
      .nullable()
      .openapi({ description: 'One that waits or runs.' }),
    counts: z.object({ apis: z.number().int(), policies: z.number().int() }),
  })
  .openapi('Gateway');

/** A gateway as it is answered. */
export type Gateway = z.output<typeof gateway>;

/** The gateway with this id, as it is now. Throws `not_found`. */
export async function gatewayNow(ctx: Context, gatewayId: string): Promise<Gateway> {
  const { underWay, ...found } = await getGateway(ctx, { gatewayId });
  return gateway.parse({
    ...found,
    lastSyncedAt: iso(found.lastSyncedAt),
    lastCheckedAt: iso(found.lastCheckedAt),
    synchronization: underWay && { step: underWay.step, orderedAt: iso(underWay.orderedAt) },
  });
}

/** For operations on one gateway: what they are about. */
export function currentGateway(ctx: Context, params: Params): Promise<Current> {
  return gatewayNow(ctx, params.id ?? '');
}
