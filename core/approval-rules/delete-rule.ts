import { eq } from 'drizzle-orm';
import { approvalRules } from '@/db/schema';
import type { Context } from '../context';
import { mutate } from '../mutate';
import { lockRule } from './lock-rule';

/** Deletes a rule; what it decided keeps its name. Throws `conflict` when it was changed since `version`. */
export async function deleteRule(ctx: Context, input: { ruleId: string; version: number }): Promise<void> {
  await mutate(ctx, async (unit) => {
    const { id, name, outcome, conditions, isActive } = await lockRule(ctx, unit, input);
    await unit.tx.delete(approvalRules).where(eq(approvalRules.id, id));
    await unit.audit('approval_rule.deleted', { kind: 'approval_rule', id }, { name, outcome, conditions, isActive });
  });
}
