import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { isId } from '@/db/ids';
import { gatewayApis, gatewayPolicies } from '@/db/schema';
import { invalid } from '../errors';
import { ownerOfPolicy } from '../gateways/own-policy';

/** A policy that opens APIs, and those that it opens. */
export type FoundPolicy = { gatewayId: string; policyId: string; name: string; apiIds: string[] };

/**
 * The gateway policy that an admin chose for a product. Throws `invalid` for `policyId` when there is none, when it
 * opens nothing, when the gateway does not have it any more, and when it is one that the portal keeps.
 */
export async function findAccessPolicy(tx: Transaction, wish: { policyId: string }): Promise<FoundPolicy> {
  if (!isId(wish.policyId)) throw invalid('policyId', 'Choose a policy.');
  const [policy] = await tx
    .select({
      gatewayId: gatewayPolicies.gatewayId,
      policyId: gatewayPolicies.policyId,
      name: gatewayPolicies.name,
      apiIds: gatewayPolicies.apiIds,
      grantsAccess: gatewayPolicies.grantsAccess,
      missingSince: gatewayPolicies.missingSince,
    })
    .from(gatewayPolicies)
    .where(eq(gatewayPolicies.id, wish.policyId));
  if (!policy) throw invalid('policyId', 'This policy is not known any more. Choose another one.');
  const { grantsAccess, missingSince, ...found } = policy;
  if (ownerOfPolicy(found.policyId))
    throw invalid('policyId', 'The portal keeps this policy itself. Choose another one.');
  if (missingSince) throw invalid('policyId', 'The gateway does not have this policy any more. Choose another one.');
  if (!grantsAccess) throw invalid('policyId', 'This policy only limits: it opens no API. Choose another one.');
  return found;
}

/** An API of the gateway as the portal knows it. */
export type FoundApi = { apiId: string; name: string; listenPath: string };

/** APIs that the gateway has, in the order of their names. */
export async function findGatewayApis(
  tx: Transaction,
  wish: { gatewayId: string; apiIds: readonly string[] },
): Promise<FoundApi[]> {
  if (wish.apiIds.length === 0) return [];
  return tx
    .select({ apiId: gatewayApis.apiId, name: gatewayApis.name, listenPath: gatewayApis.listenPath })
    .from(gatewayApis)
    .where(and(eq(gatewayApis.gatewayId, wish.gatewayId), inArray(gatewayApis.apiId, [...wish.apiIds])))
    .orderBy(sql`lower(${gatewayApis.name})`, gatewayApis.apiId);
}
