import { createHash } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { plans } from '@/db/schema';
import type { Context } from '../context';
import { DomainError } from '../errors';
import { orderOwnPolicy } from '../gateways/own-policy';
import { mutate, type Unit } from '../mutate';
import { choosePolicy } from './choose-policy';
import { countTouched } from './count-touched';
import { slugTaken } from './create-plan';
import { effectsOfChange } from './effects-of-change';
import { lockPlan, type PlanRow } from './lock-plan';
import { type PlanInput, parsePlan } from './parse-plan';
import { placePlan } from './place-plan';

/** The refusal that asks first: one sentence for each effect, and what to send along to say yes to exactly these. */
export const CONFIRM_FIELD = 'confirmed';
/** Where that stands. */
export const MARK_FIELD = 'confirmMark';

/**
 * Changes a plan, and the catalogs that it is in. Where that touches live keys or waiting requests it is refused first,
 * as `invalid` with the effects for `confirmed` and their mark for `confirmMark`; sent again with that mark as
 * `confirmed`, it is done. If the figures are others by then, it asks again. Throws `conflict` when somebody changed
 * the plan since `version`.
 */
export async function changePlan(
  ctx: Context,
  input: PlanInput & { planId: string; version: number; confirmed: string },
): Promise<void> {
  await mutate(ctx, async (unit) => {
    const before = await lockPlan(ctx, unit.tx, input);
    const terms = parsePlan(input);
    const policy = await choosePolicy(unit.tx, input, before.id, before);
    const wanted = { ...terms, ...policy, ...(!policy.ownsPolicy && { policyProblem: null }) };
    await askFirst(unit, before, wanted, input.confirmed);
    await unit.tx
      .update(plans)
      .set({ ...wanted, version: sql`${plans.version} + 1`, updatedAt: sql`now()` })
      .where(eq(plans.id, before.id));
    const catalogs = await placePlan(unit, before.id, input.catalogIds);
    await orderPolicy(unit, before, { ...before, ...wanted });
    const changes = {
      ...differences(before, wanted),
      ...(JSON.stringify(catalogs.from) !== JSON.stringify(catalogs.to) && { catalogs }),
    };
    await unit.audit('plan.changed', { kind: 'plan', id: before.id }, { plan: before.displayName, changes });
  }).catch((error: unknown) => {
    throw slugTaken(error) ?? error;
  });
}

async function askFirst(unit: Unit, before: PlanRow, wanted: Partial<PlanRow>, confirmed: string): Promise<void> {
  const effects = effectsOfChange(before, wanted, await countTouched(unit.tx, before));
  if (effects.length === 0) return;
  const mark = createHash('sha256').update(JSON.stringify(effects)).digest('base64url').slice(0, 24);
  if (confirmed === mark) return;
  throw new DomainError(
    'invalid',
    'This touches people who are on the plan already. Read what changes, then confirm.',
    {
      [CONFIRM_FIELD]: effects,
      [MARK_FIELD]: [mark],
    },
  );
}

/** The policy that it keeps now, or does not keep any more. */
async function orderPolicy(unit: Unit, before: PlanRow, after: PlanRow): Promise<void> {
  if (!before.ownsPolicy && !after.ownsPolicy) return;
  const owned = after.ownsPolicy && after.gatewayId ? { gatewayId: after.gatewayId, name: after.displayName } : null;
  await orderOwnPolicy(unit, { owner: 'plan', ownerId: after.id, owned });
}

/** What was changed from what to what, as the audit log keeps it. */
export function differences(before: PlanRow, wanted: Partial<PlanRow>): Record<string, { from: unknown; to: unknown }> {
  const names = Object.keys(wanted) as (keyof PlanRow)[];
  const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(wanted[name]));
  return Object.fromEntries(changed.map((name) => [name, { from: before[name], to: wanted[name] }]));
}
