import { eq, sql } from 'drizzle-orm';
import { reconcileReports, type SyncReport, type SyncStep } from '@/db/schema';
import type { Context } from '../context';
import { can } from '../policy';
import type { GatewayReport } from '../reconciler/report';
import { type GatewayRow, readGateway } from './read-gateway';
import { type GatewayNeeds, whatNeedsGateway } from './what-needs';

/** A gateway as its page shows it; never its secret, nor anything of it. */
export type GatewayDetail = Pick<
  GatewayRow,
  | 'id'
  | 'name'
  | 'controlUrl'
  | 'proxyUrl'
  | 'gatewayOrgId'
  | 'fromEnvironment'
  | 'reachesPrivate'
  | 'version'
  | 'hashAlgorithm'
  | 'lastSyncedAt'
  | 'lastCheckedAt'
  | 'revision'
> & {
  problem: string | null;
  /** Null while nobody has asked the gateway. Seconds. */
  revocationDelaySeconds: number | null;
  /** A synchronization that waits or runs. */
  underWay: { step: SyncStep; orderedAt: Date } | null;
  syncReport: SyncReport | null;
  /** What the reconciler found when it last looked. */
  drift: { at: Date; isFixed: boolean; report: GatewayReport } | null;
  /** A comparison that was ordered and is not done yet. */
  isComparing: boolean;
  counts: { apis: number; policies: number; proposals: number };
  needs: GatewayNeeds;
  mayChange: boolean;
};

/** Throws `not_found` for everybody but portal admins. */
export async function getGateway(ctx: Context, input: { gatewayId: string }): Promise<GatewayDetail> {
  const row = await readGateway(ctx, input.gatewayId);
  const { id, name, controlUrl, proxyUrl, gatewayOrgId, fromEnvironment, reachesPrivate, revision } = row;
  const { version, hashAlgorithm, lastSyncedAt, lastCheckedAt, syncReport, syncStep, syncOrderedAt } = row;
  return {
    ...{ id, name, controlUrl, proxyUrl, gatewayOrgId, fromEnvironment, reachesPrivate, revision },
    ...{ version, hashAlgorithm, lastSyncedAt, lastCheckedAt, syncReport },
    problem: row.lastProblem,
    revocationDelaySeconds: hashAlgorithm === null ? null : row.revocationDelaySeconds,
    underWay: syncStep && syncOrderedAt ? { step: syncStep, orderedAt: syncOrderedAt } : null,
    drift: await readDrift(ctx, id),
    ...(await readCounts(ctx, id)),
    needs: await whatNeedsGateway(ctx.db, id),
    mayChange: can(ctx.actor, 'gateway.change'),
  };
}

async function readDrift(ctx: Context, gatewayId: string): Promise<GatewayDetail['drift']> {
  const [row] = await ctx.db.select().from(reconcileReports).where(eq(reconcileReports.gatewayId, gatewayId));
  // What keepReport wrote; nobody else writes it.
  return row ? { at: row.at, isFixed: row.isFixed, report: row.report as unknown as GatewayReport } : null;
}

type Counts = GatewayDetail['counts'] & { isComparing: boolean };

async function readCounts(ctx: Context, gatewayId: string): Promise<Pick<GatewayDetail, 'counts' | 'isComparing'>> {
  const { rows } = await ctx.db.execute<Counts>(sql`select
    (select count(*)::int from gateway_apis where gateway_id = ${gatewayId}) as apis,
    (select count(*)::int from gateway_policies where gateway_id = ${gatewayId}) as policies,
    (select count(*)::int from gateway_policies policy where gateway_id = ${gatewayId} and ${isProposal()}) as proposals,
    exists (select from graphile_worker.jobs where task_identifier = 'gateway.reconcile'
      and queue_name = ${`gateway:${gatewayId}`} and attempts < max_attempts) as "isComparing"`);
  const { isComparing = false, ...counts } = rows[0] ?? { apis: 0, policies: 0, proposals: 0 };
  return { counts, isComparing };
}

/**
 * Whether `policy` could become something that is not there yet: it opens APIs and limits nothing, and no product is made
 * of it; or it limits and opens nothing, and no plan is.
 */
export function isProposal() {
  return sql`(policy.missing_since is null and (
    (policy.grants_access and not policy.limits_rate and not policy.limits_quota and not exists (
      select from products where gateway_id = policy.gateway_id and access_policy_id = policy.policy_id))
    or (not policy.grants_access and (policy.limits_rate or policy.limits_quota) and not exists (
      select from plans where gateway_id = policy.gateway_id and limits_policy_id = policy.policy_id))))`;
}
