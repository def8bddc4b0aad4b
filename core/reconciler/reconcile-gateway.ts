import { eq } from 'drizzle-orm';
import { tryAdvisoryLock } from '@/db/advisory-lock';
import { gateways as gatewayTable } from '@/db/schema';
import { asActor, type Context } from '../context';
import { systemActor } from '../identity/actor';
import { mutate } from '../mutate';
import type { Gateways } from '../ports/gateway';
import { keepReport } from './keep-report';
import { RECONCILE_LIMITS, type ReconcileLimits } from './limits';
import { LEADER_LOCK, passOver } from './reconcile';
import type { GatewayReport } from './report';

/**
 * The pass that somebody ordered for one gateway: the same as the one by the clock, with an event that tells what was
 * repaired. Null for a gateway that was removed meanwhile. Throws while another pass is at it, so that the job tries
 * again.
 */
export async function reconcileGateway(
  ctx: Context,
  gateways: Gateways,
  input: { gatewayId: string; fix: boolean },
  limits: ReconcileLimits = RECONCILE_LIMITS,
): Promise<GatewayReport | null> {
  const leading = await tryAdvisoryLock(ctx.db, LEADER_LOCK);
  if (!leading) throw new Error('another pass is at it; this job tries again');
  try {
    const [row] = await ctx.db.select().from(gatewayTable).where(eq(gatewayTable.id, input.gatewayId));
    if (!row) return null;
    const asReconciler = asActor(ctx, systemActor('reconciler'));
    const report = await passOver(asReconciler, gateways, row, input.fix, limits);
    await keepReport(asReconciler, report, input.fix);
    if (input.fix) await tellWhatWasDone(asReconciler, report);
    return report;
  } finally {
    await leading.release();
  }
}

async function tellWhatWasDone(ctx: Context, report: GatewayReport): Promise<void> {
  const { gatewayId, ...found } = report;
  await mutate(ctx, (unit) => unit.audit('gateway.reconciled', { kind: 'gateway', id: gatewayId }, found));
}
