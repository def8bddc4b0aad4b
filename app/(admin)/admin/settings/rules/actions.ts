'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { changeRule } from '@/core/approval-rules/change-rule';
import { createRule } from '@/core/approval-rules/create-rule';
import { deleteRule } from '@/core/approval-rules/delete-rule';
import { orderRules } from '@/core/approval-rules/order-rules';
import { formAction } from '@/server/form-action';
import { version } from '../form-values';
import { movedOrder, ruleFields } from './schemas';

const rule = z.object({ ruleId: z.string(), version });
const moved = z.object({ ruleIds: z.string(), move: z.string() });

/** Leads to the new rule, which stands behind the others. */
export const createRuleAction = formAction(ruleFields, async (ctx, input) => {
  const { ruleId } = await createRule(ctx, input);
  revalidatePath('/admin/settings', 'layout');
  redirect(`/admin/settings/rules/${ruleId}`);
});

/** Requests that were made before keep who decides them. */
export const changeRuleAction = formAction(ruleFields.extend(rule.shape), async (ctx, input) => {
  await changeRule(ctx, input);
  revalidatePath('/admin/settings', 'layout');
  return 'Saved. It counts for requests that are made from now on.';
});

/** Leads back to the list. */
export const deleteRuleAction = formAction(rule, async (ctx, input) => {
  await deleteRule(ctx, input);
  revalidatePath('/admin/settings', 'layout');
  redirect('/admin/settings/rules');
});

/** The list as it was shown, and which entry goes one up or down: works without JavaScript, and says when it is stale. */
export const orderRulesAction = formAction(moved, async (ctx, { ruleIds, move }) => {
  await orderRules(ctx, { ruleIds: movedOrder(ruleIds.split(','), move) });
  revalidatePath('/admin/settings', 'layout');
  return 'The order is saved.';
});
