import { eq } from 'drizzle-orm';
import { gateways } from '@/db/schema';
import type { Context } from '../context';
import { conflict } from '../errors';
import { mutate, postgresCode } from '../mutate';
import { authorize } from '../policy';
import { lockGateway } from './read-gateway';
import { needsInWords, whatNeedsGateway } from './what-needs';

/** PostgreSQL's code for a row that others still point to. */
const STILL_NEEDED = '23503';

/**
 * Removes a gateway, with what the portal knows of its APIs and policies; the gateway itself keeps everything. Throws
 * `not_found`, `forbidden`, and `conflict` while a product, a plan, a key or their history needs it (the message names
 * them), and for the environment's, which would be back at the next start.
 */
export async function removeGateway(ctx: Context, input: { gatewayId: string }): Promise<void> {
  await mutate(ctx, async (unit) => {
    const gateway = await lockGateway(unit.tx, ctx.actor, input.gatewayId);
    authorize(ctx.actor, 'gateway.change');
    if (gateway.fromEnvironment) {
      throw conflict(
        'The environment names this gateway, so it would be back at the next start. Take GATEWAY_URL out of it first.',
      );
    }
    const needs = needsInWords(await whatNeedsGateway(unit.tx, gateway.id));
    if (needs) throw stillNeeded(needs);
    await unit.tx.delete(gateways).where(eq(gateways.id, gateway.id));
    const { name, controlUrl, gatewayOrgId } = gateway;
    await unit.audit('gateway.removed', { kind: 'gateway', id: gateway.id }, { name, controlUrl, gatewayOrgId });
  }).catch((error: unknown) => {
    if (postgresCode(error) === STILL_NEEDED) throw stillNeeded('something that was made a moment ago');
    throw error;
  });
}

function stillNeeded(needs: string) {
  return conflict(`This gateway is still needed by ${needs}.`);
}
