import { and, asc, eq } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { catalogPlans, catalogs, gatewayPolicies, gateways, plans } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';
import { countTouched, type Touched } from './count-touched';
import { referrersOf } from './delete-plan';
import { isSameLimits, type Limits, limitsOfPolicy } from './limits-of-policy';
import { planProblem } from './list-plans-for-admin';
import type { PlanPolicyKind } from './parse-plan';

/** A plan to be changed; `version` goes back with the form. */
export type PlanForAdmin = Limits & {
  id: string;
  version: number;
  slug: string;
  name: string;
  description: string;
  policyKind: PlanPolicyKind;
  gatewayId: string | null;
  gatewayName: string | null;
  /** The gateway's id of the policy, and our row of it, if the gateway told one. */
  policyId: string | null;
  policyRowId: string | null;
  policyName: string | null;
  keyLifetimeDays: number | null;
  autoApprove: boolean;
  /** Who decides where it is not approved by itself; null: as the portal's settings say. */
  decidedBy: 'admin' | 'third_party' | null;
  requestAllowance: number | null;
  allowancePeriodDays: number | null;
  keyMetadata: { name: string; value: string }[];
  isArchived: boolean;
  problem: string | null;
  /** What the gateway's policy limits, where that is not what the plan shows. */
  otherLimits: Limits | null;
  catalogs: { id: string; slug: string; name: string }[];
  touched: Touched;
  /** What keeps it from being deleted. */
  referrers: string[];
};

/** A plan with everything that its editor shows. Throws `not_found` for everybody but portal admins. */
export async function getPlanForAdmin(ctx: Context, input: { planId: string }): Promise<PlanForAdmin> {
  if (!can(ctx.actor, 'offer.read_all') || !isId(input.planId)) throw notFound();
  const [row] = await ctx.db
    .select({ plan: plans, gatewayName: gateways.name, policy: gatewayPolicies, problem: planProblem })
    .from(plans)
    .leftJoin(gateways, eq(gateways.id, plans.gatewayId))
    .leftJoin(
      gatewayPolicies,
      and(eq(gatewayPolicies.gatewayId, plans.gatewayId), eq(gatewayPolicies.policyId, plans.limitsPolicyId)),
    )
    .where(eq(plans.id, input.planId));
  if (!row) throw notFound();
  const { plan, policy } = row;
  const limits = policy && !plan.ownsPolicy ? limitsOfPolicy(policy) : null;
  const placed = await ctx.db
    .select({ id: catalogs.id, slug: catalogs.slug, name: catalogs.displayName })
    .from(catalogPlans)
    .innerJoin(catalogs, eq(catalogs.id, catalogPlans.catalogId))
    .where(eq(catalogPlans.planId, plan.id))
    .orderBy(asc(catalogs.position), asc(catalogs.displayName));
  return {
    id: plan.id,
    version: plan.version,
    slug: plan.slug,
    name: plan.displayName,
    description: plan.description,
    policyKind: plan.limitsPolicyId === null ? 'none' : plan.ownsPolicy ? 'own' : 'existing',
    gatewayId: plan.gatewayId,
    gatewayName: row.gatewayName,
    policyId: plan.limitsPolicyId,
    policyRowId: policy?.id ?? null,
    policyName: policy?.name ?? null,
    rateRequests: plan.rateRequests,
    ratePerSeconds: plan.ratePerSeconds,
    quotaRequests: plan.quotaRequests,
    quotaPeriodSeconds: plan.quotaPeriodSeconds,
    keyLifetimeDays: plan.keyLifetimeDays,
    autoApprove: plan.autoApprove,
    decidedBy: plan.decidedBy,
    requestAllowance: plan.requestAllowance,
    allowancePeriodDays: plan.allowancePeriodDays,
    keyMetadata: Object.entries(plan.keyMetadata).map(([name, value]) => ({ name, value })),
    isArchived: plan.isArchived,
    problem: row.problem,
    otherLimits: limits && !isSameLimits(limits, plan) ? limits : null,
    catalogs: placed,
    touched: await countTouched(ctx.db, plan),
    referrers: await referrersOf(ctx.db, plan),
  };
}
