import { and, eq, inArray, isNull } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { gatewayApis, gatewayPolicies, gateways } from '@/db/schema';
import type { Context } from '../context';
import { ownerOfPolicy } from '../gateways/own-policy';
import { can } from '../policy';

/** A policy that no product is made of yet; `apis` are the names of those that it opens. */
export type PolicyProposal = { id: string; name: string; gatewayName: string; apis: string[] };

/** What a new product could be made of: a policy that opens APIs. Null when there is none, or not for this actor. */
export async function getPolicyProposal(ctx: Context, input: { policyId: string }): Promise<PolicyProposal | null> {
  if (!can(ctx.actor, 'offer.read_all') || !isId(input.policyId)) return null;
  const [policy] = await ctx.db
    .select({
      id: gatewayPolicies.id,
      name: gatewayPolicies.name,
      policyId: gatewayPolicies.policyId,
      gatewayName: gateways.name,
      gatewayId: gateways.id,
      apiIds: gatewayPolicies.apiIds,
    })
    .from(gatewayPolicies)
    .innerJoin(gateways, eq(gateways.id, gatewayPolicies.gatewayId))
    .where(
      and(
        eq(gatewayPolicies.id, input.policyId),
        eq(gatewayPolicies.grantsAccess, true),
        isNull(gatewayPolicies.missingSince),
      ),
    );
  if (!policy || ownerOfPolicy(policy.policyId)) return null;
  const { gatewayId, apiIds, policyId: _policyId, ...proposal } = policy;
  const known =
    apiIds.length === 0
      ? []
      : await ctx.db
          .select({ name: gatewayApis.name })
          .from(gatewayApis)
          .where(and(eq(gatewayApis.gatewayId, gatewayId), inArray(gatewayApis.apiId, apiIds)));
  return { ...proposal, apis: known.map(({ name }) => name) };
}
