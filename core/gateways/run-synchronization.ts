import { and, eq, sql } from 'drizzle-orm';
import { gateways, type SyncStep } from '@/db/schema';
import type { Context } from '../context';
import { DomainError } from '../errors';
import type { Gateways } from '../ports/gateway';
import { checkGateway } from './check';
import { type Synchronized, synchronizeGateway } from './synchronize';

/**
 * What the job does: looks what the gateway is (which decides how long a revocation takes), then at what it has, and says
 * on the gateway's row how far it is. Null for a gateway that was removed meanwhile. Throws when it did not answer, so
 * that the job tries again; its page says so meanwhile.
 */
export async function runSynchronization(
  ctx: Context,
  adapters: Gateways,
  input: { gatewayId: string },
): Promise<Synchronized | null> {
  const progress = await begin(ctx, input.gatewayId);
  if (!progress) return null;
  try {
    const test = await checkGateway(ctx, adapters, input);
    if (test.outcome === 'unknown') throw new Error('the gateway did not answer; this job tries again');
    const synchronized = await synchronizeGateway(ctx, adapters, input, progress.step);
    if (synchronized.outcome === 'unknown') throw new Error('the gateway fell silent; this job tries again');
    return synchronized;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'not_found') return null;
    throw error;
  } finally {
    await progress.end();
  }
}

/** Of the order that stands now, or of none: then this one counts as ordered now. Another order's steps are its own. */
async function begin(ctx: Context, gatewayId: string) {
  const [row] = await ctx.db
    .update(gateways)
    .set({ syncOrderedAt: sql`coalesce(${gateways.syncOrderedAt}, now())`, syncStep: 'connecting' })
    .where(eq(gateways.id, gatewayId))
    // As text: the clock of JavaScript is too coarse to find it again.
    .returning({ orderedAt: sql<string>`${gateways.syncOrderedAt}::text` });
  if (!row) return null;
  const isThisOrder = and(eq(gateways.id, gatewayId), sql`${gateways.syncOrderedAt} = ${row.orderedAt}::timestamptz`);
  return {
    step: async (syncStep: SyncStep) => void (await ctx.db.update(gateways).set({ syncStep }).where(isThisOrder)),
    end: async () =>
      void (await ctx.db.update(gateways).set({ syncOrderedAt: null, syncStep: null }).where(isThisOrder)),
  };
}
