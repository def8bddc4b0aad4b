import { eq } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { gatewayPolicies, gateways } from '@/db/schema';
import { invalid } from '../errors';
import { ownerOfPolicy, ownPolicyId } from '../gateways/own-policy';
import type { PlanRow } from './lock-plan';
import type { PlanInput } from './parse-plan';

/** Which gateway policy limits the keys of a plan, and whether the portal writes it. */
export type PolicyColumns = Pick<PlanRow, 'gatewayId' | 'limitsPolicyId' | 'ownsPolicy'>;

/**
 * Which gateway and policy a plan has by its form. The gateway's row is held, so that it cannot be removed meanwhile.
 * Throws `invalid` for `policyRowId` when the policy is gone, opens APIs (a key would open more than its products), or
 * is one that the portal keeps for somebody; for `gatewayId` when there is no such gateway.
 */
export async function choosePolicy(
  tx: Transaction,
  input: PlanInput,
  planId: string,
  before: PolicyColumns | null,
): Promise<PolicyColumns> {
  if (input.policyKind === 'none') return { gatewayId: null, limitsPolicyId: null, ownsPolicy: false };
  if (input.policyKind === 'own') {
    const [gateway] = await tx
      .select({ id: gateways.id })
      .from(gateways)
      .where(eq(gateways.id, input.gatewayId))
      .for('key share');
    if (!gateway) throw invalid('gatewayId', 'This gateway is not there any more. Choose another one.');
    return { gatewayId: gateway.id, limitsPolicyId: ownPolicyId('plan', planId), ownsPolicy: true };
  }
  const [policy] = await tx.select().from(gatewayPolicies).where(eq(gatewayPolicies.id, input.policyRowId));
  if (!policy) throw invalid('policyRowId', 'This policy is not there any more. Choose another one.');
  const isSame = before?.gatewayId === policy.gatewayId && before.limitsPolicyId === policy.policyId;
  if (ownerOfPolicy(policy.policyId)) {
    throw invalid('policyRowId', 'The portal keeps this policy for a plan or product. Choose another one.');
  }
  if (!isSame) {
    if (policy.missingSince) throw invalid('policyRowId', 'The gateway does not have this policy any more.');
    // What is entered by hand is not known this well.
    if (policy.grantsAccess && !policy.isEntered) {
      throw invalid(
        'policyRowId',
        'This policy also opens APIs, so keys would open more than was approved. Choose one that only limits.',
      );
    }
  }
  await tx.select({ id: gateways.id }).from(gateways).where(eq(gateways.id, policy.gatewayId)).for('key share');
  return { gatewayId: policy.gatewayId, limitsPolicyId: policy.policyId, ownsPolicy: false };
}
