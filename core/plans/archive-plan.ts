import { eq, sql } from 'drizzle-orm';
import { plans } from '@/db/schema';
import type { Context } from '../context';
import { mutate } from '../mutate';
import { lockPlan } from './lock-plan';

/**
 * Offers a plan no more. Its keys go on, and requests that wait on it can still be decided. Throws `not_found`, `forbidden` and `conflict`.
 */
export async function archivePlan(ctx: Context, input: { planId: string; version: number }): Promise<void> {
  await mutate(ctx, async (unit) => {
    const plan = await lockPlan(ctx, unit.tx, input);
    await unit.tx
      .update(plans)
      .set({ isArchived: true, version: sql`${plans.version} + 1`, updatedAt: sql`now()` })
      .where(eq(plans.id, plan.id));
    await unit.audit('plan.archived', { kind: 'plan', id: plan.id }, { plan: plan.displayName });
  });
}
