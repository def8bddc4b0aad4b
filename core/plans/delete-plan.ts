import { eq, sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { plans } from '@/db/schema';
import type { Context } from '../context';
import { conflict } from '../errors';
import { orderOwnPolicy } from '../gateways/own-policy';
import { isPolicyInUse } from '../gateways/policy-in-use';
import { mutate } from '../mutate';
import { lockPlan, type PlanRow } from './lock-plan';

/**
 * Deletes a plan that nothing refers to, and the policy that the portal kept for it. Throws `not_found`, `forbidden`,
 * and `conflict` when somebody changed it, or with what refers to it.
 */
export async function deletePlan(ctx: Context, input: { planId: string; version: number }): Promise<void> {
  await mutate(ctx, async (unit) => {
    const plan = await lockPlan(ctx, unit.tx, input);
    const reasons = await referrersOf(unit.tx, plan);
    if (reasons.length > 0) {
      throw conflict(`${plan.displayName} cannot be deleted: ${reasons.join('; ')}. Archive it instead.`);
    }
    await unit.tx.delete(plans).where(eq(plans.id, plan.id));
    if (plan.ownsPolicy) await orderOwnPolicy(unit, { owner: 'plan', ownerId: plan.id, owned: null });
    await unit.audit('plan.deleted', { kind: 'plan', id: plan.id }, { plan: plan.displayName, slug: plan.slug });
  });
}

type Referrers = { requests: number; catalogs: string[] };

/** What refers to a plan, in words. */
export async function referrersOf(tx: Pick<Transaction, 'execute'>, plan: PlanRow): Promise<string[]> {
  const { rows } = await tx.execute<Referrers>(sql`select
    (select count(*)::int from access_requests asked where asked.plan_id = ${plan.id}) as requests,
    array(select catalog.display_name from catalog_plans placed join catalogs catalog on catalog.id = placed.catalog_id
      where placed.plan_id = ${plan.id} order by catalog.display_name) as catalogs`);
  const { requests, catalogs } = rows[0] ?? { requests: 0, catalogs: [] };
  const { gatewayId, limitsPolicyId: policyId } = plan;
  const hasKeys = plan.ownsPolicy && gatewayId && policyId && (await isPolicyInUse(tx, { gatewayId, policyId }));
  return [
    ...(requests > 0
      ? [`${requests.toLocaleString('en')} ${requests === 1 ? 'request was' : 'requests were'} made on it`]
      : []),
    ...(catalogs.length > 0
      ? [`it is in ${catalogs.length === 1 ? 'the catalog' : 'the catalogs'} ${catalogs.join(', ')}`]
      : []),
    ...(hasKeys && requests === 0 ? ['keys have its policy'] : []),
  ];
}
