import type { RuleOutcome } from '@/core/approval-rules/rule-applies';
import type { Tristate } from '@/core/approval-rules/rule-wish';
import type { Named, ToldConditions } from '@/core/approval-rules/told-conditions';

/** What the form of a rule starts with. */
export type RuleValues = {
  name: string;
  isActive: boolean;
  outcome: RuleOutcome | undefined;
  conditions: ToldConditions;
};

/** A rule without a condition, switched off until somebody has tried it on past requests. */
export const NEW_RULE: RuleValues = {
  name: '',
  isActive: false,
  outcome: undefined,
  conditions: {
    plans: [],
    products: [],
    catalogs: [],
    organizations: [],
    teams: [],
    emailDomains: [],
    hasVerifiedDomain: null,
    isFirstRequest: null,
    wasApprovedBefore: null,
  },
};

/** A condition as its field says it. */
export function tristateOf(wish: boolean | null): Tristate {
  if (wish === null) return 'any';
  return wish ? 'yes' : 'no';
}

/** What can be chosen, and behind it what was chosen and is gone. */
export function withGone(choices: readonly Named[], chosen: readonly Named[]): Named[] {
  const there = new Set(choices.map(({ id }) => id));
  return [...choices, ...chosen.filter(({ id }) => !there.has(id)).map(({ id }) => ({ id, name: `Deleted (${id})` }))];
}
