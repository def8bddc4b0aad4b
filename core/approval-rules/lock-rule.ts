import { eq } from 'drizzle-orm';
import { approvalRules } from '@/db/schema';
import type { Context } from '../context';
import { conflict, notFound } from '../errors';
import type { Unit } from '../mutate';
import { authorize, can } from '../policy';

/** A rule that is held for this change. */
export type RuleRow = typeof approvalRules.$inferSelect;

/**
 * The rule under its lock, for who may change it. Throws `not_found` for all but admins, `forbidden` for those who only
 * read, and `conflict` when it was changed since `version`.
 */
export async function lockRule(ctx: Context, unit: Unit, input: { ruleId: string; version: number }): Promise<RuleRow> {
  if (!can(ctx.actor, 'settings.read')) throw notFound();
  const [rule] = await unit.tx.select().from(approvalRules).where(eq(approvalRules.id, input.ruleId)).for('update');
  if (!rule) throw notFound();
  authorize(ctx.actor, 'approvalRule.change');
  if (rule.version !== input.version) {
    throw conflict('Somebody else changed this rule meanwhile. Open it again to see it as it is.');
  }
  return rule;
}
