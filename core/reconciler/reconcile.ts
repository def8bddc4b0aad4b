import { sql } from 'drizzle-orm';
import { tryAdvisoryLock } from '@/db/advisory-lock';
import { gateways as gatewayTable } from '@/db/schema';
import { asActor, type Context } from '../context';
import { noteSecretRefused } from '../credentials/sync/gateway-problem';
import { SYNC_LIMITS, type SyncLimits } from '../credentials/sync/limits';
import { systemActor } from '../identity/actor';
import type { Gateways } from '../ports/gateway';
import { readSettings } from '../settings/read';
import { checkActive } from './check-active';
import { checkList } from './check-list';
import { checkRevoked } from './check-revoked';
import { isDead } from './dead-jobs';
import { keepReport } from './keep-report';
import { RECONCILE_LIMITS, type ReconcileLimits } from './limits';
import { CannotAsk, type Pass } from './pass';
import { emptyGatewayReport, type GatewayReport, type ReconcileReport } from './report';
import { resumeStuck } from './resume-stuck';
import { unlockDeadWorkers } from './unlock-dead-workers';

/** Any number that is not used elsewhere as an advisory lock. */
export const LEADER_LOCK = 7_310_244_530;

type Limits = { reconcile: ReconcileLimits; sync: SyncLimits };

/**
 * Compares every gateway with the rows, and with `fix` repairs what differs: the net under the saga, for lost stores,
 * late writes, lost jobs and restored databases (provisioning.md 4.4). One process at a time. It acts only on what was
 * proven: never on a short list, a silent gateway, or an absence without the sentinel.
 */
export async function reconcile(
  ctx: Context,
  gateways: Gateways,
  input: { fix: boolean },
  limits: Limits = { reconcile: RECONCILE_LIMITS, sync: SYNC_LIMITS },
): Promise<ReconcileReport> {
  const leading = await tryAdvisoryLock(ctx.db, LEADER_LOCK);
  if (!leading) return { outcome: 'somebody_else', gateways: [], stuck: 0, deadWorkers: 0, waiting: NOTHING };
  try {
    return await lead(asActor(ctx, systemActor('reconciler')), gateways, input.fix, limits);
  } finally {
    await leading.release();
  }
}

async function lead(ctx: Context, gateways: Gateways, isFixing: boolean, limits: Limits): Promise<ReconcileReport> {
  const deadWorkers = isFixing ? await unlockDeadWorkers(ctx) : 0;
  const stuck = await resumeStuck(ctx, gateways, isFixing, limits);
  await ctx.fault('reconcile.midway');
  const reports: GatewayReport[] = [];
  for (const row of await ctx.db.select().from(gatewayTable).orderBy(gatewayTable.createdAt)) {
    const report = await passOver(ctx, gateways, row, isFixing, limits.reconcile);
    await keepReport(ctx, report, isFixing);
    reports.push(report);
  }
  return { outcome: 'done', gateways: reports, stuck, deadWorkers, waiting: await countWaiting(ctx) };
}

/** One pass over one gateway. `ctx` acts for the reconciler. */
export async function passOver(
  ctx: Context,
  gateways: Gateways,
  row: typeof gatewayTable.$inferSelect,
  isFixing: boolean,
  limits: ReconcileLimits,
): Promise<GatewayReport> {
  const report = emptyGatewayReport(row);
  const { portalInstance } = await readSettings(ctx.db);
  const pass: Pass = { ctx, gateway: gateways.of(row), gatewayId: row.id, portalInstance, isFixing, limits, report };
  try {
    await checkActive(pass);
    await checkRevoked(pass);
    await checkList(pass);
  } catch (error) {
    if (!(error instanceof CannotAsk)) throw error;
    report.state = error.state;
    if (error.state === 'secret_refused') await noteSecretRefused(ctx, row);
  }
  return report;
}

const NOTHING = { unsentMails: 0, deadJobs: 0, unclaimedApprovals: 0 };

/** What a machine cannot repair, for the report. */
async function countWaiting(ctx: Context): Promise<ReconcileReport['waiting']> {
  const result = await ctx.db.execute<ReconcileReport['waiting']>(sql`
    select
      (select count(*)::int from mails where state = 'queued' and created_at < now() - interval '1 hour') as "unsentMails",
      (select count(*)::int from graphile_worker.jobs j where ${isDead}) as "deadJobs",
      (select count(*)::int from credentials
        where status = 'awaiting_claim' and created_at < now() - interval '7 days') as "unclaimedApprovals"`);
  return result.rows[0] ?? NOTHING;
}
