import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { gatewayApis, gatewayPolicies, gateways } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { ownerOfPolicy } from '../gateways/own-policy';
import { can } from '../policy';

/** The gateways and policies that a product can be made of. */
export type AccessChoices = {
  gateways: { id: string; name: string }[];
  policies: PolicyChoice[];
};
/** A policy that can be chosen. */
export type PolicyChoice = {
  /** Our row's, as forms send it. */
  id: string;
  gatewayId: string;
  gatewayName: string;
  /** The gateway's own. */
  policyId: string;
  name: string;
  /** What it opens, by name where the gateway told one, in the order of the policy. */
  opens: string[];
  apiIds: string[];
  /** Whether it sets a limit of its own: then a plan's limits may not count. */
  limits: boolean;
  /** The products on it. */
  products: string[];
};

/** Gateways, and the policies of each that open something and are there, for portal admins. */
export async function listAccessChoices(ctx: Context): Promise<AccessChoices> {
  if (!can(ctx.actor, 'offer.read_all')) throw notFound();
  const all = await ctx.db.select({ id: gateways.id, name: gateways.name }).from(gateways).orderBy(asc(gateways.name));
  const apis = await ctx.db
    .select({ gatewayId: gatewayApis.gatewayId, apiId: gatewayApis.apiId, name: gatewayApis.name })
    .from(gatewayApis);
  const names = new Map(apis.map(({ gatewayId, apiId, name }) => [`${gatewayId} ${apiId}`, name]));
  const rows = await ctx.db
    .select({
      id: gatewayPolicies.id,
      gatewayId: gatewayPolicies.gatewayId,
      gatewayName: gateways.name,
      policyId: gatewayPolicies.policyId,
      name: gatewayPolicies.name,
      apiIds: gatewayPolicies.apiIds,
      limits: sql<boolean>`${gatewayPolicies.limitsRate} or ${gatewayPolicies.limitsQuota}`,
      products: sql<string[]>`array(select product.display_name from products product
        where product.gateway_id = gateway_policies.gateway_id
        and product.access_policy_id = gateway_policies.policy_id order by product.display_name)`,
    })
    .from(gatewayPolicies)
    .innerJoin(gateways, eq(gateways.id, gatewayPolicies.gatewayId))
    .where(and(eq(gatewayPolicies.grantsAccess, true), isNull(gatewayPolicies.missingSince)))
    .orderBy(asc(gateways.name), asc(gatewayPolicies.name), asc(gatewayPolicies.policyId));
  return {
    gateways: all,
    policies: rows
      .filter(({ policyId }) => ownerOfPolicy(policyId) === null)
      .map((row) => ({
        ...row,
        opens: row.apiIds.map((apiId) => names.get(`${row.gatewayId} ${apiId}`) ?? apiId),
      })),
  };
}
