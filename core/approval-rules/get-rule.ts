import { eq } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { approvalRules } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';
import type { RuleOutcome } from './rule-applies';
import { type ToldConditions, tellConditions } from './told-conditions';

/** A rule to be changed; `version` goes back with the form. */
export type RuleForAdmin = {
  id: string;
  version: number;
  name: string;
  isActive: boolean;
  outcome: RuleOutcome;
  conditions: ToldConditions;
};

/** A rule with everything that its editor shows. Throws `not_found` for all but portal admins. */
export async function getRule(ctx: Context, input: { ruleId: string }): Promise<RuleForAdmin> {
  if (!can(ctx.actor, 'settings.read') || !isId(input.ruleId)) throw notFound();
  const [rule] = await ctx.db.select().from(approvalRules).where(eq(approvalRules.id, input.ruleId));
  if (!rule) throw notFound();
  const [conditions] = await tellConditions(ctx.db, [rule.conditions]);
  if (!conditions) throw notFound();
  const { id, version, name, isActive, outcome } = rule;
  return { id, version, name, isActive, outcome, conditions };
}
