import { eq, like } from 'drizzle-orm';
import { gatewayPolicies, plans, products } from '@/db/schema';
import type { Context } from '../context';
import { enqueue } from '../mutate';
import { ownerOfPolicy, type PolicyOwner } from './own-policy';

/**
 * Orders a look at every policy that the portal keeps: one that somebody changed at the gateway is put right, one whose
 * write failed is tried again, and one that its last key left is taken away. Run by the clock, with the reconciler.
 */
export async function orderPolicyLooks(ctx: Context): Promise<void> {
  const owners = new Map<string, PolicyOwner>();
  const ofPlans = await ctx.db.select({ id: plans.id }).from(plans).where(eq(plans.ownsPolicy, true));
  const ofProducts = await ctx.db.select({ id: products.id }).from(products).where(eq(products.ownsPolicy, true));
  const known = await ctx.db
    .select({ policyId: gatewayPolicies.policyId })
    .from(gatewayPolicies)
    .where(like(gatewayPolicies.policyId, 'portico-%'));
  for (const { id } of ofPlans) owners.set(id, 'plan');
  for (const { id } of ofProducts) owners.set(id, 'product');
  for (const { policyId } of known) {
    const left = ownerOfPolicy(policyId);
    if (left) owners.set(left.ownerId, left.owner);
  }
  for (const [ownerId, owner] of owners) await enqueue(ctx.db, { kind: 'policy.sync', owner, ownerId });
}
