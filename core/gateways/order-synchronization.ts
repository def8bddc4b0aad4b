import { eq, sql } from 'drizzle-orm';
import { gateways } from '@/db/schema';
import type { Context } from '../context';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { type GatewayRow, lockGateway } from './read-gateway';

/** After so long a synchronization that says it is under way is not believed any more. Seconds. */
const FORGOTTEN_AFTER_SECONDS = 300;

/** Leaves the transaction when one is under way already: the second press is harmless, and no event. */
class UnderWay extends Error {}

/**
 * Orders a synchronization; the job does it, and the gateway's page shows how far it is. One at a time: ordered again
 * while one is under way it stays with that one. Throws `not_found` and `forbidden`.
 */
export async function orderSynchronization(ctx: Context, input: { gatewayId: string }): Promise<{ isNew: boolean }> {
  try {
    await mutate(ctx, async (unit) => {
      const gateway = await lockGateway(unit.tx, ctx.actor, input.gatewayId);
      authorize(ctx.actor, 'gateway.change');
      if (isUnderWay(ctx, gateway)) throw new UnderWay();
      await unit.tx
        .update(gateways)
        .set({ syncOrderedAt: sql`now()`, syncStep: 'waiting' })
        .where(eq(gateways.id, gateway.id));
      await unit.audit('gateway.synchronization_ordered', { kind: 'gateway', id: gateway.id }, { name: gateway.name });
      await unit.enqueue({ kind: 'gateway.synchronize', gatewayId: gateway.id });
    });
    return { isNew: true };
  } catch (error) {
    if (error instanceof UnderWay) return { isNew: false };
    throw error;
  }
}

function isUnderWay(ctx: Context, { syncStep, syncOrderedAt }: GatewayRow): boolean {
  if (syncStep === null || syncOrderedAt === null) return false;
  return ctx.now().getTime() - syncOrderedAt.getTime() < FORGOTTEN_AFTER_SECONDS * 1000;
}
