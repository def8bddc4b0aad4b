'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { kickPolicy } from '@/core/gateways/kick-policy';
import { archivePlan } from '@/core/plans/archive-plan';
import { changePlan } from '@/core/plans/change-plan';
import { createPlan } from '@/core/plans/create-plan';
import { deletePlan } from '@/core/plans/delete-plan';
import { restorePlan } from '@/core/plans/restore-plan';
import { takePolicyLimits } from '@/core/plans/take-policy-limits';
import { writePolicyAgain } from '@/core/plans/write-policy-again';
import { formAction } from '@/server/form-action';
import { wiring } from '@/server/wiring';
import { version } from '../settings/form-values';
import { changedPlanForm, planForm } from './schemas';

const plan = z.object({ planId: z.string(), version });

/** Writes the plan’s own policy while the admin waits, so that the plan’s page can already say how it went. */
export const createPlanAction = formAction(planForm, async (ctx, input) => {
  const { planId } = await createPlan(ctx, input);
  if (input.policyKind === 'own') await kickPolicy(ctx, wiring().gateways, { owner: 'plan', ownerId: planId });
  revalidatePath('/', 'layout');
  redirect(`/admin/plans/${planId}`);
});

/** Where live keys or waiting requests are touched, the first answer is what would happen to them. */
export const changePlanAction = formAction(changedPlanForm, async (ctx, input) => {
  await changePlan(ctx, input);
  if (input.policyKind === 'own') await kickPolicy(ctx, wiring().gateways, { owner: 'plan', ownerId: input.planId });
  revalidatePath('/', 'layout');
  return 'Saved.';
});

/** Offers the plan to nobody new. */
export const archivePlanAction = formAction(plan, async (ctx, input) => {
  await archivePlan(ctx, input);
  revalidatePath('/', 'layout');
  return 'Archived. Its keys go on.';
});

/** Offers an archived plan again. */
export const restorePlanAction = formAction(plan, async (ctx, input) => {
  await restorePlan(ctx, input);
  revalidatePath('/', 'layout');
  return 'Restored. It is offered again.';
});

/** Leads back to the list. Only a plan that nothing refers to can go. */
export const deletePlanAction = formAction(plan, async (ctx, input) => {
  await deletePlan(ctx, input);
  revalidatePath('/', 'layout');
  redirect('/admin/plans');
});

/** Shows the limits that the gateway’s policy has now as the plan’s; nothing changes at the gateway. */
export const takePolicyLimitsAction = formAction(plan, async (ctx, input) => {
  await takePolicyLimits(ctx, input);
  revalidatePath('/', 'layout');
  return 'The plan shows what the policy says.';
});

/** After the gateway refused the plan’s own policy: tries once while the admin waits. */
export const writePolicyAgainAction = formAction(plan, async (ctx, input) => {
  await writePolicyAgain(ctx, input);
  await kickPolicy(ctx, wiring().gateways, { owner: 'plan', ownerId: input.planId });
  revalidatePath('/', 'layout');
  return 'Tried again.';
});
