import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { newId } from '@/db/ids';
import { gateways } from '@/db/schema';
import type { Context } from '../context';
import { requireFreshProof } from '../identity/require-fresh-proof';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { gatewaySeal } from '../settings/ensure-basics';
import { nameIsFree } from './name-is-free';
import { parseBaseUrl, parseGatewayName, parseOrgId, parseSecret, readEach } from './parse-gateway';

/** A gateway as an admin types it in; `secret` is its `x-tyk-authorization`. */
export type NewGateway = {
  name: string;
  controlUrl: string;
  secret: string;
  gatewayOrgId: string;
  /** Empty: consumers call where the control API is. */
  proxyUrl: string;
  reachesPrivate: boolean;
};

/**
 * Adds a gateway and orders its first synchronization, which also finds out what it is. Its secret is sealed and never
 * shown again. Throws `forbidden`, `proof_needed` (whoever names a gateway names where customers' keys are sent) and
 * `invalid`, also for a name that another has.
 */
export async function addGateway(ctx: Context, input: NewGateway): Promise<{ gatewayId: string }> {
  authorize(ctx.actor, 'gateway.change');
  await requireFreshProof(ctx, { mayBeToken: true });
  const proxyUrl = input.proxyUrl.trim();
  const { secret, ...read } = readEach({
    name: () => parseGatewayName(input.name),
    controlUrl: () => parseBaseUrl('controlUrl', input.controlUrl),
    gatewayOrgId: () => parseOrgId(input.gatewayOrgId),
    proxyUrl: () => (proxyUrl ? parseBaseUrl('proxyUrl', proxyUrl) : parseBaseUrl('controlUrl', input.controlUrl)),
    secret: () => parseSecret(input.secret),
  });
  const fields = { ...read, reachesPrivate: input.reachesPrivate };
  const gatewayId = newId();
  await nameIsFree(() =>
    mutate(ctx, async (unit) => {
      await unit.tx.insert(gateways).values({
        id: gatewayId,
        ...fields,
        sentinelId: randomUUID().replaceAll('-', ''),
        secretSealed: ctx.secrets.seal(secret, gatewaySeal(gatewayId)),
        syncOrderedAt: sql`now()`,
        syncStep: 'waiting',
      });
      await unit.audit('gateway.added', { kind: 'gateway', id: gatewayId }, fields);
      await unit.enqueue({ kind: 'gateway.synchronize', gatewayId });
    }),
  );
  return { gatewayId };
}
