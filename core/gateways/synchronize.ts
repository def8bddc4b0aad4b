import { eq, sql } from 'drizzle-orm';
import { gateways, type SyncReport, type SyncStep } from '@/db/schema';
import type { Context } from '../context';
import { SECRET_REFUSED, SILENT } from '../credentials/sync/gateway-problem';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import type { Gateways } from '../ports/gateway';
import { compareStock } from './compare-stock';
import { type GatewayRow, readGateway } from './read-gateway';
import { type PolicyFacts, readStock, type Stock, stockOf } from './stock';
import { tellOfBack, tellOfHidden } from './tell-of-offer';
import { type Change, printable, type Tally, writeApis, writePolicies } from './write-stock';

/** What reading a gateway came to. `problem` is a sentence for admins. */
export type Synchronized =
  | { outcome: 'synchronized'; apis: Tally; policies: Tally; problem: string | null }
  /** Nothing was read, so nothing was changed. */
  | { outcome: 'secret_refused' | 'unknown'; problem: string };

type Read = Extract<Synchronized, { outcome: 'synchronized' }>;
/** `changes` is what the page shows of it. */
type Kept = { synchronized: Read; changes: Change[] };

/** Every sentence of this file about objects begins so, and is found again by it. */
const STOCK_PROBLEM = 'Synchronize: ';
const NAMED_MAX = 5;
/** As many changes as a page shows and the audit log keeps of one synchronization. */
const REPORTED_MAX = 500;
const AUDITED_MAX = 50;

/** Leaves the transaction when there is nothing to write, and so nothing to explain. */
class NothingChanged extends Error {
  constructor(readonly kept: Kept) {
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
  onStep: (step: SyncStep) => Promise<void> = async () => {},
): Promise<Synchronized> {
  const gateway = await readGateway(ctx, input.gatewayId);
  authorize(ctx.actor, 'gateway.change');
  await onStep('reading');
  const told = await adapters.of(gateway).inventory();
  if (told.outcome !== 'read') {
    const problem = told.outcome === 'secret_refused' ? SECRET_REFUSED : SILENT + told.reason;
    ctx.log.warn({ gatewayId: gateway.id, problem }, 'the gateway could not be synchronized');
    await ctx.db.update(gateways).set({ lastProblem: problem }).where(eq(gateways.id, gateway.id));
    return { outcome: told.outcome, problem };
  }
  await onStep('comparing');
  const { synchronized, changes } = await keep(ctx, gateway, stockOf(gateway, told));
  // Outside of the change: that it was looked at is no event, or the audit log would tell of every hour.
  await ctx.db
    .update(gateways)
    .set({
      lastSyncedAt: sql`now()`,
      ...(changes.length > 0 && { syncReport: reportOf(ctx, changes) }),
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

function reportOf(ctx: Context, changes: readonly Change[]): SyncReport {
  return { at: ctx.now().toISOString(), changes: changes.slice(0, REPORTED_MAX) };
}

async function keep(ctx: Context, gateway: GatewayRow, told: Stock): Promise<Kept> {
  return mutate(ctx, async (unit) => {
    // Two synchronizations at once would insert the same objects.
    await unit.tx.select({ id: gateways.id }).from(gateways).where(eq(gateways.id, gateway.id)).for('update');
    const known = await readStock(unit.tx, gateway.id);
    const difference = {
      apis: compareStock(known.apis, told.apis, told.broken.apis),
      policies: compareStock(known.policies, told.policies, told.broken.policies),
    };
    const apis = await writeApis(unit, gateway.id, difference.apis);
    const policies = await writePolicies(unit, gateway.id, difference.policies);
    const changes = [...apis.changes, ...policies.changes, ...unreadable(told)];
    const synchronized: Read = {
      outcome: 'synchronized',
      apis: apis.tally,
      policies: policies.tally,
      problem: problemOf({
        broken: changes.filter(({ what }) => what === 'broken').map(({ id }) => id),
        isEmpty: difference.apis.isDistrusted || difference.policies.isDistrusted,
        foreign: told.foreign,
        ours: told.apis.size + (told.policies === 'unsupported' ? 0 : told.policies.size),
        gatewayOrgId: gateway.gatewayOrgId,
      }),
    };
    const isSame = [apis.tally, policies.tally].flatMap(Object.values<number>).every((count) => count === 0);
    if (isSame) throw new NothingChanged({ synchronized, changes });
    await unit.audit('gateway.synchronized', { kind: 'gateway', id: gateway.id }, detailOf(synchronized, changes));
    await tellOfHidden(unit, gateway, idsOf(difference.policies.missing));
    // One that came back broken is still marked as gone.
    const back = idsOf(difference.policies.back).filter((id) => !policies.broken.includes(printable(id)));
    await tellOfBack(unit, gateway, back);
    return { synchronized, changes };
  }).catch((error: unknown) => {
    if (error instanceof NothingChanged) return error.kept;
    throw error;
  });
}

function detailOf({ apis, policies }: Read, changes: readonly Change[]) {
  const named = changes.slice(0, AUDITED_MAX).map(({ object, id, what }) => `${what}: ${object} ${id}`);
  return { apis, policies, changes: named };
}

function unreadable({ broken }: Stock): Change[] {
  const one = (object: Change['object']) => (id: string) =>
    ({ object, id: printable(id), name: printable(id), what: 'broken' }) as const;
  return [...[...broken.apis].map(one('api')), ...[...broken.policies].map(one('policy'))];
}

function idsOf(rows: readonly { facts: PolicyFacts }[]): string[] {
  return rows.map(({ facts }) => facts.policyId);
}

type Found = { broken: readonly string[]; isEmpty: boolean; foreign: number; ours: number; gatewayOrgId: string };

function problemOf(found: Found): string | null {
  if (found.isEmpty && found.foreign > 0) {
    return `${STOCK_PROBLEM}nothing that the gateway has belongs to the organization ${found.gatewayOrgId} any more. What the portal knows was left as it is; check the organization id.`;
  }
  if (found.isEmpty) {
    return `${STOCK_PROBLEM}the gateway named nothing at all, although it did before. What the portal knows was left as it is; if the gateway is really empty, check that its definitions are loaded.`;
  }
  if (found.ours === 0 && found.foreign > 0) {
    return `${STOCK_PROBLEM}everything that the gateway has belongs to another organization than ${found.gatewayOrgId}. Correct the organization id.`;
  }
  if (found.broken.length === 0) return null;
  const named = found.broken.slice(0, NAMED_MAX).join(', ') + (found.broken.length > NAMED_MAX ? ' and others' : '');
  return `${STOCK_PROBLEM}these objects could not be kept: ${named}. Give each an id, and a name without invisible characters.`;
}
