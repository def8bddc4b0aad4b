import { asc, eq } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { accessRequests, approvalRules } from '@/db/schema';
import { type RuleOutcome, ruleApplies } from './rule-applies';
import { readRequestFacts } from './rule-facts';

/** The rule that decides a request. */
export type MatchedRule = { id: string; name: string; outcome: RuleOutcome };

/**
 * The first active rule, by position, that applies to a request which was just written; null without one. The caller
 * holds the organization (the person in the default organization), so that of two first requests one is the first. The
 * rules are kept from being deleted until the transaction ends, for the request names the one that decided.
 */
export async function matchRule(tx: Transaction, requestId: string): Promise<MatchedRule | null> {
  const rules = await tx
    .select({
      id: approvalRules.id,
      name: approvalRules.name,
      outcome: approvalRules.outcome,
      conditions: approvalRules.conditions,
    })
    .from(approvalRules)
    .where(eq(approvalRules.isActive, true))
    .orderBy(asc(approvalRules.position), asc(approvalRules.id))
    .for('key share');
  if (rules.length === 0) return null;
  const [facts] = await readRequestFacts(tx, eq(accessRequests.id, requestId), 'now');
  if (!facts) throw new Error('matchRule: there is no such request');
  const matched = rules.find((rule) => ruleApplies(rule, facts));
  return matched ? { id: matched.id, name: matched.name, outcome: matched.outcome } : null;
}
