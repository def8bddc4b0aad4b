import { eq, sql } from 'drizzle-orm';
import { gateways, reconcileReports } from '@/db/schema';
import type { Context } from '../context';
import type { GatewayReport } from './report';

/** Keeps what a pass found at a gateway, in place of what the one before had found. A gateway removed meanwhile has none. */
export async function keepReport(ctx: Context, report: GatewayReport, isFixed: boolean): Promise<void> {
  const { gatewayId } = report;
  const [still] = await ctx.db.select({ id: gateways.id }).from(gateways).where(eq(gateways.id, gatewayId));
  if (!still) return;
  const kept = { isFixed, report: { ...report }, at: sql`now()` };
  await ctx.db
    .insert(reconcileReports)
    .values({ gatewayId, ...kept })
    .onConflictDoUpdate({ target: reconcileReports.gatewayId, set: kept });
}
