import type { PlanInput } from '@/core/plans/parse-plan';
import type { Database } from '@/db/client';
import { gatewayPolicies } from '@/db/schema';

/** The form of a plan without a policy, filled in as an admin would. */
export function planInput(more: Partial<PlanInput> = {}): PlanInput {
  return {
    name: 'Gold',
    slug: '',
    description: 'For those who mean it.',
    policyKind: 'none',
    gatewayId: '',
    policyRowId: '',
    rateRequests: 20,
    ratePerSeconds: 10,
    quotaRequests: 500,
    quotaPeriodSeconds: 3600,
    lifetimeDays: null,
    autoApprove: false,
    decidedBy: null,
    requestAllowance: null,
    allowancePeriodDays: null,
    metadata: [],
    catalogIds: [],
    ...more,
  };
}

/** A policy that the gateway told: one that only limits, unless told otherwise. */
export async function seedPolicy(
  db: Database,
  gatewayId: string,
  more: Partial<typeof gatewayPolicies.$inferInsert> = {},
): Promise<{ id: string; policyId: string }> {
  const [row] = await db
    .insert(gatewayPolicies)
    .values({
      gatewayId,
      policyId: 'rl-gold',
      name: 'Gold limits',
      grantsAccess: false,
      rate: 20,
      per: 10,
      quotaMax: 500,
      quotaSeconds: 3600,
      ...more,
    })
    .returning({ id: gatewayPolicies.id, policyId: gatewayPolicies.policyId });
  if (!row) throw new Error('seedPolicy: the database returned no row');
  return row;
}
