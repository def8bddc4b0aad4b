import type { RuleOutcome } from './rule-applies';

/** A condition that is asked for, asked against, or left open. */
export type Tristate = 'any' | 'yes' | 'no';

/** What the form of a rule says. */
export type RuleWish = {
  name: string;
  isActive: boolean;
  outcome: RuleOutcome;
  planIds: readonly string[];
  productIds: readonly string[];
  catalogIds: readonly string[];
  /** Names, as people know them: one organization, and *Organization / Team*. An id stands for what has gone. */
  organizations: readonly string[];
  teams: readonly string[];
  emailDomains: readonly string[];
  verifiedDomain: Tristate;
  firstRequest: Tristate;
  approvedBefore: Tristate;
};
