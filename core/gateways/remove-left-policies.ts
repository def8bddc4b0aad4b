import { and, eq, sql } from 'drizzle-orm';
import { gatewayPolicies, gateways } from '@/db/schema';
import type { Context } from '../context';
import { mutate } from '../mutate';
import type { Gateways } from '../ports/gateway';
import { ownPolicyId, type PolicyOwner } from './own-policy';
import { isPolicyInUse } from './policy-in-use';
import { readOwnedPolicy } from './policy-wish';

/**
 * Takes away the policy that a product or plan kept at a gateway other than `gatewayId`, or at any when it owns none
 * any more. One that a key still has stays where it is, as it is; the scheduled look tries again when the key is gone.
 */
export async function removeLeftPolicies(
  ctx: Context,
  adapters: Gateways,
  input: { owner: PolicyOwner; ownerId: string; gatewayId: string | null },
): Promise<void> {
  const policyId = ownPolicyId(input.owner, input.ownerId);
  const left = await ctx.db
    .select({ id: gatewayPolicies.id, name: gatewayPolicies.name, gateway: gateways })
    .from(gatewayPolicies)
    .innerJoin(gateways, eq(gateways.id, gatewayPolicies.gatewayId))
    .where(eq(gatewayPolicies.policyId, policyId));
  for (const { id, name, gateway } of left) {
    if (gateway.id === input.gatewayId) continue;
    if (await isPolicyInUse(ctx.db, { gatewayId: gateway.id, policyId })) continue;
    const outcome = await adapters.of(gateway).deletePolicy(policyId);
    if (outcome.outcome !== 'applied') {
      ctx.log.warn({ policyId, gatewayId: gateway.id, outcome: outcome.outcome }, 'a policy could not be deleted');
      if (outcome.outcome === 'unknown') throw new Error('the gateway did not delete a policy; this job tries again');
      continue;
    }
    await mutate(ctx, async (unit) => {
      await unit.tx.select({ id: gateways.id }).from(gateways).where(eq(gateways.id, gateway.id)).for('update');
      // Owned again meanwhile: its own job writes it again, and nothing is offered on it until then.
      const again = await readOwnedPolicy(unit.tx, input.owner, input.ownerId);
      if (again?.gateway.id === gateway.id) {
        await unit.tx.update(gatewayPolicies).set({ missingSince: sql`now()` }).where(eq(gatewayPolicies.id, id));
        await unit.enqueue({ kind: 'policy.sync', owner: input.owner, ownerId: input.ownerId });
      } else await unit.tx.delete(gatewayPolicies).where(and(eq(gatewayPolicies.id, id)));
      const detail = { gateway: gateway.name, policy: policyId, name, deleted: true };
      await unit.audit('policy.written', { kind: input.owner, id: input.ownerId }, detail);
    });
  }
}
