import { and, asc, eq, isNull, not, or, sql } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { catalogs, gatewayPolicies, gateways } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';
import { type Limits, limitsOfPolicy } from './limits-of-policy';

/** A policy of a gateway that a plan can be made on. `isUsed`: some plan has it already. */
export type PolicyChoice = {
  id: string;
  policyId: string;
  name: string;
  gatewayName: string;
  limits: Limits | null;
  isUsed: boolean;
};
/** What a plan can be made of, and where it can be offered. */
export type PlanChoices = {
  gateways: { id: string; name: string }[];
  policies: PolicyChoice[];
  catalogs: { id: string; name: string; visibility: 'public' | 'internal' | 'private' }[];
};

/**
 * What the form of a plan can choose from: policies that only limit, and those that were entered by hand; none that the
 * portal keeps itself. Throws `not_found` for everybody but portal admins.
 */
export async function listPlanChoices(ctx: Context): Promise<PlanChoices> {
  if (!can(ctx.actor, 'offer.read_all')) throw notFound();
  const known = await ctx.db
    .select({ id: gateways.id, name: gateways.name })
    .from(gateways)
    .orderBy(asc(gateways.name));
  return {
    gateways: known,
    policies: await readChoices(ctx, undefined),
    catalogs: await ctx.db
      .select({ id: catalogs.id, name: catalogs.displayName, visibility: catalogs.visibility })
      .from(catalogs)
      .orderBy(asc(catalogs.position), asc(catalogs.displayName)),
  };
}

/** The policy that a new plan is proposed on; null when it cannot be one's, or for everybody but portal admins. */
export async function getPlanProposal(ctx: Context, input: { policyRowId: string }): Promise<PolicyChoice | null> {
  if (!can(ctx.actor, 'offer.read_all') || !isId(input.policyRowId)) return null;
  const [policy] = await readChoices(ctx, input.policyRowId);
  return policy ?? null;
}

async function readChoices(ctx: Context, policyRowId: string | undefined): Promise<PolicyChoice[]> {
  const rows = await ctx.db
    .select({
      policy: gatewayPolicies,
      gatewayName: gateways.name,
      isUsed: sql<boolean>`exists (select from plans plan where plan.gateway_id = ${gatewayPolicies.gatewayId}
        and plan.limits_policy_id = ${gatewayPolicies.policyId})`,
    })
    .from(gatewayPolicies)
    .innerJoin(gateways, eq(gateways.id, gatewayPolicies.gatewayId))
    .where(
      and(
        policyRowId === undefined ? undefined : eq(gatewayPolicies.id, policyRowId),
        isNull(gatewayPolicies.missingSince),
        not(sql`${gatewayPolicies.policyId} ~ '^portico-(plan|product)-'`),
        or(not(gatewayPolicies.grantsAccess), gatewayPolicies.isEntered),
      ),
    )
    .orderBy(asc(gateways.name), asc(gatewayPolicies.name), asc(gatewayPolicies.id));
  return rows.map(({ policy, gatewayName, isUsed }) => ({
    id: policy.id,
    policyId: policy.policyId,
    name: policy.name,
    gatewayName,
    limits: limitsOfPolicy(policy),
    isUsed,
  }));
}
