import { gatewayPolicies } from '@/db/schema';
import type { Context } from '../context';
import { invalid } from '../errors';
import { mutate, violatedConstraint } from '../mutate';
import { authorize } from '../policy';
import { parseApiIds, parseCount, parseObjectId, parseObjectName } from './parse-object';
import { lockGateway, readGateway } from './read-gateway';

/** A policy as an admin types it in, for a gateway that cannot list it. */
export type EnteredPolicy = {
  gatewayId: string;
  policyId: string;
  name: string;
  /** What it does at the gateway: opens APIs, or limits. A policy that does both can be of no product and no plan. */
  does:
    | { kind: 'access'; apiIds: string }
    | {
        kind: 'limits';
        /** Requests per `per` seconds; null is no limit. */
        rate: { requests: number; per: number } | null;
        quota: { requests: number; seconds: number } | null;
      };
};

/**
 * Enters a policy by its id, for a gateway that cannot list what it has (before 4.1). A synchronization that is told of
 * it takes it over and never calls it gone before. Throws `not_found`, `forbidden`, and `invalid`, also for an id that is
 * known already.
 */
export async function enterPolicy(ctx: Context, input: EnteredPolicy): Promise<void> {
  await readGateway(ctx, input.gatewayId);
  authorize(ctx.actor, 'gateway.change');
  const policyId = parseObjectId('policyId', input.policyId);
  const facts = { policyId, name: parseObjectName(input.name, policyId), ...factsOf(input.does) };
  try {
    await mutate(ctx, async (unit) => {
      const gateway = await lockGateway(unit.tx, ctx.actor, input.gatewayId);
      await unit.tx.insert(gatewayPolicies).values({ gatewayId: gateway.id, ...facts, isEntered: true });
      await unit.audit('gateway.object_entered', { kind: 'gateway', id: gateway.id }, { object: 'policy', ...facts });
    });
  } catch (error) {
    if (violatedConstraint(error) !== 'gateway_policies_policy') throw error;
    throw invalid('policyId', 'The portal knows a policy with this id already.');
  }
}

const NO_LIMITS = { rate: 0, per: 0, quotaMax: -1, quotaSeconds: 0 };

function factsOf(does: EnteredPolicy['does']) {
  if (does.kind === 'access') {
    const apiIds = parseApiIds(does.apiIds);
    return { apiIds, grantsAccess: true, limitsRate: false, limitsQuota: false, ...NO_LIMITS };
  }
  const { rate, quota } = does;
  if (!rate && !quota) throw invalid('rateRequests', 'Enter a rate, a quota, or both.');
  return {
    apiIds: [],
    grantsAccess: false,
    limitsRate: rate !== null,
    limitsQuota: quota !== null,
    rate: rate ? parseCount('rateRequests', rate.requests) : NO_LIMITS.rate,
    per: rate ? parseCount('ratePer', rate.per) : NO_LIMITS.per,
    quotaMax: quota ? parseCount('quotaRequests', quota.requests) : NO_LIMITS.quotaMax,
    quotaSeconds: quota ? parseCount('quotaSeconds', quota.seconds) : NO_LIMITS.quotaSeconds,
  };
}
