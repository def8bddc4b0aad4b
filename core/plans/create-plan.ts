import { newId } from '@/db/ids';
import { plans } from '@/db/schema';
import type { Context } from '../context';
import { invalid } from '../errors';
import { orderOwnPolicy } from '../gateways/own-policy';
import { mutate, violatedConstraint } from '../mutate';
import { authorize } from '../policy';
import { choosePolicy } from './choose-policy';
import { type PlanInput, parsePlan } from './parse-plan';
import { placePlan } from './place-plan';

/**
 * Makes a plan. With a policy of its own it is offered as soon as the gateway has shown that policy. Throws `forbidden`
 * and `invalid`, also for a `slug` that another plan has.
 */
export async function createPlan(ctx: Context, input: PlanInput): Promise<{ planId: string }> {
  authorize(ctx.actor, 'offer.change');
  const terms = parsePlan(input);
  const planId = newId();
  await mutate(ctx, async (unit) => {
    const policy = await choosePolicy(unit.tx, input, planId, null);
    await unit.tx.insert(plans).values({ id: planId, ...terms, ...policy });
    const { to: placed } = await placePlan(unit, planId, input.catalogIds);
    if (policy.ownsPolicy && policy.gatewayId) {
      const owned = { gatewayId: policy.gatewayId, name: terms.displayName };
      await orderOwnPolicy(unit, { owner: 'plan', ownerId: planId, owned });
    }
    const detail = { plan: terms.displayName, ...terms, policy: policy.limitsPolicyId, catalogs: placed };
    await unit.audit('plan.created', { kind: 'plan', id: planId }, detail);
  }).catch((error: unknown) => {
    throw slugTaken(error) ?? error;
  });
  return { planId };
}

/** The refusal for a slug that another plan has; null for every other error. */
export function slugTaken(error: unknown) {
  if (violatedConstraint(error) !== 'plans_slug') return null;
  return invalid('slug', 'Another plan has this short name already. Choose another one.');
}
