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

export const createPlanAction = formAction(planForm, async (ctx, input) => {
  const { planId } = await createPlan(ctx, input);
  if (input.policyKind === 'own') await kickPolicy(ctx, wiring().gateways, { owner: 'plan', ownerId: planId });
  revalidatePath('/', 'layout');
  redirect(`/admin/plans/${planId}`);
});

export const changePlanAction = formAction(changedPlanForm, async (ctx, input) => {
  await changePlan(ctx, input);
  if (input.policyKind === 'own') await kickPolicy(ctx, wiring().gateways, { owner: 'plan', ownerId: input.planId });
  revalidatePath('/', 'layout');
  return 'Saved.';
});

export const archivePlanAction = formAction(plan, async (ctx, input) => {
  await archivePlan(ctx, input);
  revalidatePath('/', 'layout');
  return 'Archived. Its keys go on.';
});

export const restorePlanAction = formAction(plan, async (ctx, input) => {
  await restorePlan(ctx, input);
  revalidatePath('/', 'layout');
  return 'Restored. It is offered again.';
});

export const deletePlanAction = formAction(plan, async (ctx, input) => {
  await deletePlan(ctx, input);
  revalidatePath('/', 'layout');
  redirect('/admin/plans');
});

export const takePolicyLimitsAction = formAction(plan, async (ctx, input) => {
  await takePolicyLimits(ctx, input);
  revalidatePath('/', 'layout');
  return 'The plan shows what the policy says.';
});

export const writePolicyAgainAction = formAction(plan, async (ctx, input) => {
  await writePolicyAgain(ctx, input);
  await kickPolicy(ctx, wiring().gateways, { owner: 'plan', ownerId: input.planId });
  revalidatePath('/', 'layout');
  return 'Tried again.';
});
