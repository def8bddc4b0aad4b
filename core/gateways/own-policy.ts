import { sql } from 'drizzle-orm';
import { gatewayPolicies } from '@/db/schema';
import type { Unit } from '../mutate';

/** What can own a policy at a gateway: a product one that opens its APIs, a plan one that limits. */
export type PolicyOwner = 'product' | 'plan';

const OWN = /^portico-(product|plan)-([0-9a-f-]{36})$/;

/**
 * The id of the policy that the portal keeps for a product or plan. It holds the owner's id, so that nobody else's
 * policy can have it, and a policy whose owner is gone can still be told from everybody else's.
 */
export function ownPolicyId(owner: PolicyOwner, ownerId: string): string {
  return `portico-${owner}-${ownerId}`;
}

/** Whose policy this is, if it is one that the portal keeps. Nobody may choose such a policy as an existing one. */
export function ownerOfPolicy(policyId: string): { owner: PolicyOwner; ownerId: string } | null {
  const [, owner, ownerId] = OWN.exec(policyId) ?? [];
  return owner && ownerId ? { owner: owner === 'plan' ? 'plan' : 'product', ownerId } : null;
}

/**
 * Orders that the gateway gets the policy of a product or plan as its row says, after every change of that row; also
 * when the row stopped owning one, or is gone. Until the gateway has shown the policy it counts as missing there, so
 * that nothing is offered on it. The row's `ownsPolicy`, gateway and policy id (`ownPolicyId`) are the caller's to
 * write in the same transaction; `owned` is null when it owns none any more.
 */
export async function orderOwnPolicy(
  unit: Unit,
  order: { owner: PolicyOwner; ownerId: string; owned: { gatewayId: string; name: string } | null },
): Promise<void> {
  const { owner, ownerId, owned } = order;
  if (owned) {
    await unit.tx
      .insert(gatewayPolicies)
      .values({
        gatewayId: owned.gatewayId,
        policyId: ownPolicyId(owner, ownerId),
        name: owned.name,
        grantsAccess: owner === 'product',
        limitsRate: owner === 'plan',
        limitsQuota: owner === 'plan',
        missingSince: sql`now()`,
      })
      .onConflictDoNothing();
  }
  await unit.enqueue({ kind: 'policy.sync', owner, ownerId });
}
