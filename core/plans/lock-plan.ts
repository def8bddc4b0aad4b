import { eq } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { isId } from '@/db/ids';
import { plans } from '@/db/schema';
import type { Context } from '../context';
import { conflict, notFound } from '../errors';
import { authorize, can } from '../policy';

/** A plan that is held for this change. */
export type PlanRow = typeof plans.$inferSelect;

/**
 * A plan that the actor may change, as they saw it, locked: requests that are being submitted on it hold it shared, so
 * that they come before the change or after it. Throws `not_found`, `forbidden`, and `conflict` when somebody has
 * changed it since `version` was read.
 */
export async function lockPlan(
  ctx: Context,
  tx: Transaction,
  wish: { planId: string; version: number },
): Promise<PlanRow> {
  if (!can(ctx.actor, 'offer.read_all') || !isId(wish.planId)) throw notFound();
  const [plan] = await tx.select().from(plans).where(eq(plans.id, wish.planId)).for('update');
  if (!plan) throw notFound();
  authorize(ctx.actor, 'offer.change');
  if (plan.version !== wish.version) {
    throw conflict('Somebody else changed this plan meanwhile. Open the page again to see it as it is.');
  }
  return plan;
}
