import type { gatewayPolicies } from '@/db/schema';

/** A plan's limits, as it shows them: so many requests in so many seconds, twice. Null does not limit. */
export type Limits = {
  rateRequests: number | null;
  ratePerSeconds: number | null;
  quotaRequests: number | null;
  quotaPeriodSeconds: number | null;
};

type PolicyFacts = Pick<
  typeof gatewayPolicies.$inferSelect,
  'limitsRate' | 'limitsQuota' | 'rate' | 'per' | 'quotaMax' | 'quotaSeconds' | 'isEntered'
>;

/** What a policy of the gateway limits, in a plan's terms; null when nobody knows, because it was entered by hand. */
export function limitsOfPolicy(policy: PolicyFacts): Limits | null {
  const { rate, per, quotaMax, quotaSeconds } = policy;
  if (policy.isEntered && rate === null && quotaMax === null) return null;
  const hasRate = policy.limitsRate && rate !== null && per !== null && rate > 0 && per > 0;
  const hasQuota = policy.limitsQuota && quotaMax !== null && quotaSeconds !== null && quotaMax > 0 && quotaSeconds > 0;
  return {
    rateRequests: hasRate ? rate : null,
    ratePerSeconds: hasRate ? per : null,
    quotaRequests: hasQuota ? quotaMax : null,
    quotaPeriodSeconds: hasQuota ? quotaSeconds : null,
  };
}

/** Whether two say the same. */
export function isSameLimits(one: Limits, other: Limits): boolean {
  return (
    one.rateRequests === other.rateRequests &&
    one.ratePerSeconds === other.ratePerSeconds &&
    one.quotaRequests === other.quotaRequests &&
    one.quotaPeriodSeconds === other.quotaPeriodSeconds
  );
}
