import type { Context } from '../context';
import { conflict } from '../errors';
import { orderOwnPolicy } from '../gateways/own-policy';
import { mutate } from '../mutate';
import { lockPlan } from './lock-plan';

/**
 * Orders that the gateway gets the plan's own policy now, after whatever stood in the way was mended. Throws
 * `not_found`, `forbidden`, and `conflict` when it keeps none, or somebody changed it since `version`.
 */
export async function writePolicyAgain(ctx: Context, input: { planId: string; version: number }): Promise<void> {
  await mutate(ctx, async (unit) => {
    const plan = await lockPlan(ctx, unit.tx, input);
    if (!plan.ownsPolicy || !plan.gatewayId) throw conflict('The portal keeps no policy for this plan.');
    const owned = { gatewayId: plan.gatewayId, name: plan.displayName };
    await orderOwnPolicy(unit, { owner: 'plan', ownerId: plan.id, owned });
    await unit.audit(
      'plan.changed',
      { kind: 'plan', id: plan.id },
      { plan: plan.displayName, policy: 'ordered again' },
    );
  });
}
