import { sql } from 'drizzle-orm';
import { newId } from '@/db/ids';
import { approvalRules } from '@/db/schema';
import type { Context } from '../context';
import { conflict } from '../errors';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { parseRule } from './parse-rule';
import type { RuleWish } from './rule-wish';

/** Every request reads them all. */
const RULES_MAX = 100;

/** Adds a rule behind the others. Throws `invalid` with what is wrong, and `conflict` when there are too many. */
export async function createRule(ctx: Context, input: RuleWish): Promise<{ ruleId: string }> {
  return mutate(ctx, async (unit) => {
    authorize(ctx.actor, 'approvalRule.change');
    const rule = await parseRule(unit.tx, input);
    const [present] = await unit.tx
      .select({ count: sql<number>`count(*)::int`, next: sql<number>`coalesce(max(position) + 1, 0)` })
      .from(approvalRules);
    if ((present?.count ?? 0) >= RULES_MAX) throw conflict(`There are ${RULES_MAX} rules already. Delete one first.`);
    const id = newId();
    await unit.tx.insert(approvalRules).values({ id, ...rule, position: present?.next ?? 0 });
    await unit.audit('approval_rule.created', { kind: 'approval_rule', id }, rule);
    return { ruleId: id };
  });
}
