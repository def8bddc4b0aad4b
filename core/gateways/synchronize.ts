import { eq, sql } from 'drizzle-orm';
import { gateways } from '@/db/schema';
import type { Context } from '../context';
import { SECRET_REFUSED, SILENT } from '../credentials/sync/gateway-problem';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import type { Gateways } from '../ports';
import { compareStock } from './compare-stock';
import { type GatewayRow, readGateway } from './read-gateway';
import { readStock, type Stock, stockOf } from './stock';
import { type Tally, writeApis, writePolicies } from './write-stock';

export type Synchronized =
  | { outcome: 'synchronized'; apis: Tally; policies: Tally; problem: string | null }
  /** Nothing was read, so nothing was changed. */
  | { outcome: 'secret_refused' | 'unknown'; problem: string };

type Read = Extract<Synchronized, { outcome: 'synchronized' }>;

/** Every sentence of this file about objects begins so, and is found again by it. */
const STOCK_PROBLEM = 'Synchronize: ';
const NAMED_MAX = 5;

/** Leaves the transaction when there is nothing to write, and so nothing to explain. */
class NothingChanged extends Error {
  constructor(readonly synchronized: Read) {
    super('the gateway has what the portal knows');
  }
}

/**
 * Reads the gateway's APIs and policies and makes ours the same. What has vanished is marked, never deleted, and comes
 * back with the gateway; an object that cannot be kept does not stop the others. When the gateway did not answer, only
 * its problem is written down. Throws `not_found` and `forbidden`.
 */
export async function synchronizeGateway(
  ctx: Context,
  adapters: Gateways,
  input: { gatewayId: string },
): Promise<Synchronized> {
  const gateway = await readGateway(ctx, input.gatewayId);
  authorize(ctx.actor, 'gateway.change');
  const told = await adapters.of(gateway).inventory();
  if (told.outcome !== 'read') {
    const problem = told.outcome === 'secret_refused' ? SECRET_REFUSED : SILENT + told.reason;
    ctx.log.warn({ gatewayId: gateway.id, problem }, 'the gateway could not be synchronized');
    await ctx.db.update(gateways).set({ lastProblem: problem }).where(eq(gateways.id, gateway.id));
    return { outcome: told.outcome, problem };
  }
  const synchronized = await keep(ctx, gateway, stockOf(gateway, told));
  // Outside of the change: that it was looked at is no event, or the audit log would tell of every hour.
  await ctx.db
    .update(gateways)
    .set({
      lastSyncedAt: sql`now()`,
      lastProblem: sql`case when ${isOver()} then ${synchronized.problem} else coalesce(${synchronized.problem}, ${gateways.lastProblem}) end`,
    })
    .where(eq(gateways.id, gateway.id));
  return synchronized;
}

/** An answer takes back what silence, a refusal or an earlier synchronization left; a warning of another kind stays. */
function isOver() {
  const ours = [SECRET_REFUSED, SILENT, STOCK_PROBLEM].map(
    (begin) => sql`starts_with(${gateways.lastProblem}, ${begin})`,
  );
  return sql.join(ours, sql` or `);
}

async function keep(ctx: Context, gateway: GatewayRow, told: Stock): Promise<Read> {
  return mutate(ctx, async (unit) => {
    // Two synchronizations at once would insert the same objects.
    await unit.tx.select({ id: gateways.id }).from(gateways).where(eq(gateways.id, gateway.id)).for('update');
    const known = await readStock(unit.tx, gateway.id);
    const difference = {
      apis: compareStock(known.apis, told.apis),
      policies: compareStock(known.policies, told.policies),
    };
    const apis = await writeApis(unit, gateway.id, difference.apis);
    const policies = await writePolicies(unit, gateway.id, difference.policies);
    const synchronized: Read = {
      outcome: 'synchronized',
      apis: apis.tally,
      policies: policies.tally,
      problem: problemOf({
        broken: [...apis.broken, ...policies.broken],
        isEmpty: difference.apis.isDistrusted || difference.policies.isDistrusted,
      }),
    };
    const isSame = [apis.tally, policies.tally].flatMap(Object.values<number>).every((count) => count === 0);
    if (isSame) throw new NothingChanged(synchronized);
    const detail = { apis: apis.tally, policies: policies.tally };
    await unit.audit('gateway.synchronized', { kind: 'gateway', id: gateway.id }, detail);
    return synchronized;
  }).catch((error: unknown) => {
    if (error instanceof NothingChanged) return error.synchronized;
    throw error;
  });
}

function problemOf(found: { broken: readonly string[]; isEmpty: boolean }): string | null {
  if (found.isEmpty) {
    return `${STOCK_PROBLEM}the gateway named nothing at all, although it did before. What the portal knows was left as it is; if the gateway is really empty, check that its definitions are loaded.`;
  }
  if (found.broken.length === 0) return null;
  const named = found.broken.slice(0, NAMED_MAX).join(', ') + (found.broken.length > NAMED_MAX ? ' and others' : '');
  return `${STOCK_PROBLEM}these objects could not be kept: ${named}. Give each an id, and a name without invisible characters.`;
}
