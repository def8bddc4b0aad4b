import { and, asc, eq } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { catalogPlans, plans } from '@/db/schema';
import { conflict, invalid } from '../errors';
import type { DeveloperActor } from '../identity/actor';
import { livePlans } from '../offered';
import { requestsUsed } from './plan-allowance';

/** Whether a plan can limit the keys of a gateway: a plan of another gateway cannot. */
export function fitsGateway(plan: { gatewayId: string | null }, gatewayId: string): boolean {
  return plan.gatewayId === null || plan.gatewayId === gatewayId;
}

/**
 * The plan that a group asks for, kept as it is until the transaction ends. Throws `invalid` when the catalog does not
 * offer it for this gateway any more, `conflict` when its allowance is used up. The caller holds the organization's
 * lock, so that of two requests at once the second counts the first. `submittedFor`: the developer's name, where an admin
 * asks for them.
 */
export async function lockOfferedPlan(
  tx: Transaction,
  actor: DeveloperActor,
  wish: { catalogId: string; gatewayId: string; planId: string; submittedFor?: string },
): Promise<typeof plans.$inferSelect> {
  const [offered] = await tx
    .select({ plan: plans })
    .from(catalogPlans)
    .innerJoin(plans, eq(plans.id, catalogPlans.planId))
    .where(and(eq(catalogPlans.catalogId, wish.catalogId), eq(plans.id, wish.planId), livePlans()))
    .orderBy(asc(plans.id))
    .for('share');
  if (!offered || !fitsGateway(offered.plan, wish.gatewayId)) {
    throw invalid('planId', 'This plan is no longer offered here. Choose another one.');
  }
  await refuseBeyondAllowance(tx, actor, offered.plan, wish.submittedFor);
  return offered.plan;
}

async function refuseBeyondAllowance(
  tx: Transaction,
  actor: DeveloperActor,
  plan: typeof plans.$inferSelect,
  submittedFor: string | undefined,
): Promise<void> {
  const { requestAllowance: allowance, allowancePeriodDays: days } = plan;
  if (allowance === null) return;
  const [row] = await tx
    .select({ used: requestsUsed(actor) })
    .from(plans)
    .where(eq(plans.id, plan.id));
  if ((row?.used ?? 0) < allowance) return;
  const person = submittedFor === undefined ? 'You have' : `${submittedFor} has`;
  const whose = actor.organization.isDefault ? person : `${actor.organization.name} has`;
  throw conflict(
    `${whose} made all ${allowance} requests that ${plan.displayName} allows in ${days} days. Choose another plan, or ask again later.`,
  );
}
