import { asc, count, isNotNull } from 'drizzle-orm';
import { accessRequests, approvalRules } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';
import type { RuleOutcome } from './rule-applies';
import { type ToldConditions, tellConditions } from './told-conditions';

/** A rule as the list shows it, in the order in which rules are asked. */
export type RuleLine = {
  id: string;
  name: string;
  isActive: boolean;
  outcome: RuleOutcome;
  conditions: ToldConditions;
  /** How many requests it decided or sent to somebody, ever. */
  used: number;
};

/** All rules in their order. Throws `not_found` for all but portal admins. */
export async function listRules(ctx: Context): Promise<RuleLine[]> {
  if (!can(ctx.actor, 'settings.read')) throw notFound();
  const rows = await ctx.db
    .select({
      id: approvalRules.id,
      name: approvalRules.name,
      isActive: approvalRules.isActive,
      outcome: approvalRules.outcome,
      conditions: approvalRules.conditions,
    })
    .from(approvalRules)
    .orderBy(asc(approvalRules.position), asc(approvalRules.id));
  const told = await tellConditions(
    ctx.db,
    rows.map(({ conditions }) => conditions),
  );
  const uses = await ctx.db
    .select({ ruleId: accessRequests.ruleId, used: count() })
    .from(accessRequests)
    .where(isNotNull(accessRequests.ruleId))
    .groupBy(accessRequests.ruleId);
  const usedBy = new Map(uses.map(({ ruleId, used }) => [ruleId, used]));
  return rows.flatMap((row, index) => {
    const conditions = told[index];
    return conditions ? [{ ...row, conditions, used: usedBy.get(row.id) ?? 0 }] : [];
  });
}
