import { asc, eq } from 'drizzle-orm';
import { approvalRules } from '@/db/schema';
import type { Context } from '../context';
import { conflict } from '../errors';
import { mutate } from '../mutate';
import { authorize } from '../policy';

/**
 * Puts the rules into this order: the first that applies decides. Throws `conflict` when these are not exactly the rules
 * there are: one came or went since the list was opened.
 */
export async function orderRules(ctx: Context, input: { ruleIds: readonly string[] }): Promise<void> {
  await mutate(ctx, async (unit) => {
    authorize(ctx.actor, 'approvalRule.change');
    const present = await unit.tx
      .select({ id: approvalRules.id, name: approvalRules.name })
      .from(approvalRules)
      .orderBy(asc(approvalRules.position), asc(approvalRules.id))
      .for('no key update');
    const names = new Map(present.map(({ id, name }) => [id, name]));
    const known = new Set(input.ruleIds.filter((id) => names.has(id)));
    const isWhole = known.size === present.length && input.ruleIds.length === present.length;
    if (!isWhole) throw conflict('A rule came or went meanwhile. Open the list again and order it then.');
    for (const [position, id] of input.ruleIds.entries()) {
      await unit.tx.update(approvalRules).set({ position }).where(eq(approvalRules.id, id));
    }
    const order = { from: present.map(({ name }) => name), to: input.ruleIds.map((id) => names.get(id)) };
    await unit.audit('approval_rule.changed', { kind: 'approval_rule', id: null }, { order });
  });
}
