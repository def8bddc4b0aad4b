import { eq, sql } from 'drizzle-orm';
import { gateways } from '@/db/schema';
import type { Context } from '../context';
import { SECRET_REFUSED, SILENT, WEAK_HASH } from '../credentials/sync/gateway-problem';
import { authorize } from '../policy';
import type { Gateways, SelfTest } from '../ports/gateway';
import { readGateway } from './read-gateway';

/**
 * Tests the connection and writes down what the gateway is: version, hash function, how long a revoked key may still
 * work, and what is wrong in one sentence. That is an observation and no change by anybody, so it leaves no audit
 * event. A gateway that does not answer keeps what was known of it. Throws `not_found` and `forbidden`.
 */
export async function checkGateway(ctx: Context, adapters: Gateways, input: { gatewayId: string }): Promise<SelfTest> {
  const gateway = await readGateway(ctx, input.gatewayId);
  authorize(ctx.actor, 'gateway.change');
  const test = await adapters.of(gateway).selfTest();
  const found =
    test.outcome === 'ok'
      ? {
          version: test.version,
          hashAlgorithm: test.hashAlgorithm,
          revocationDelaySeconds: test.revocationDelaySeconds,
        }
      : {};
  await ctx.db
    .update(gateways)
    .set({ ...found, lastCheckedAt: sql`now()`, lastProblem: problemAfter(test, gateway.lastProblem) })
    .where(eq(gateways.id, gateway.id));
  return test;
}

/** An answer takes back what silence, a refusal or a weaker hash left; what synchronizing found stays. */
function problemAfter(test: SelfTest, before: string | null): string | null {
  if (test.outcome === 'secret_refused') return SECRET_REFUSED;
  if (test.outcome === 'unknown') return SILENT + test.reason;
  if (test.hashAlgorithm === 'murmur32') return WEAK_HASH;
  const isOver = [SECRET_REFUSED, SILENT, WEAK_HASH].some((problem) => before?.startsWith(problem));
  return isOver ? null : before;
}
