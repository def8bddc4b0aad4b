import { eq, sql } from 'drizzle-orm';
import { approvalRules } from '@/db/schema';
import type { Context } from '../context';
import { mutate } from '../mutate';
import { lockRule, type RuleRow } from './lock-rule';
import { type ParsedRule, parseRule } from './parse-rule';
import type { RuleWish } from './rule-wish';

/**
 * Changes a rule, for requests that are made from now on. Throws `invalid` with what is wrong, and `conflict` when it was
 * changed since `version`.
 */
export async function changeRule(ctx: Context, input: RuleWish & { ruleId: string; version: number }): Promise<void> {
  await mutate(ctx, async (unit) => {
    const before = await lockRule(ctx, unit, input);
    const wanted = await parseRule(unit.tx, input, before.conditions);
    await unit.tx
      .update(approvalRules)
      .set({ ...wanted, version: sql`${approvalRules.version} + 1`, updatedAt: sql`now()` })
      .where(eq(approvalRules.id, before.id));
    const detail = { rule: before.name, changes: differences(before, wanted) };
    await unit.audit('approval_rule.changed', { kind: 'approval_rule', id: before.id }, detail);
  });
}

function differences(before: RuleRow, wanted: ParsedRule): Record<string, { from: unknown; to: unknown }> {
  const names = Object.keys(wanted) as (keyof ParsedRule)[];
  const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(wanted[name]));
  return Object.fromEntries(changed.map((name) => [name, { from: before[name], to: wanted[name] }]));
}
