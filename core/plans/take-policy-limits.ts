import { and, eq, sql } from 'drizzle-orm';
import { gatewayPolicies, plans } from '@/db/schema';
import type { Context } from '../context';
import { conflict } from '../errors';
import { mutate } from '../mutate';
import { differences } from './change-plan';
import { limitsOfPolicy } from './limits-of-policy';
import { lockPlan } from './lock-plan';

/**
 * Shows the limits that the gateway's policy enforces. Nothing at the gateway changes. Throws `not_found`, `forbidden`,
 * and `conflict` when the plan has no policy of the gateway's, or somebody changed it since `version`.
 */
export async function takePolicyLimits(ctx: Context, input: { planId: string; version: number }): Promise<void> {
  await mutate(ctx, async (unit) => {
    const plan = await lockPlan(ctx, unit.tx, input);
    const [policy] =
      plan.gatewayId && plan.limitsPolicyId && !plan.ownsPolicy
        ? await unit.tx
            .select()
            .from(gatewayPolicies)
            .where(
              and(eq(gatewayPolicies.gatewayId, plan.gatewayId), eq(gatewayPolicies.policyId, plan.limitsPolicyId)),
            )
        : [];
    const limits = policy && limitsOfPolicy(policy);
    if (!limits) throw conflict('What this plan’s policy says is not known. Synchronize its gateway first.');
    await unit.tx
      .update(plans)
      .set({ ...limits, version: sql`${plans.version} + 1`, updatedAt: sql`now()` })
      .where(eq(plans.id, plan.id));
    const changes = differences(plan, limits);
    await unit.audit('plan.changed', { kind: 'plan', id: plan.id }, { plan: plan.displayName, changes });
  });
}
