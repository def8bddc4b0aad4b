import type { RuleWish } from '@/core/approval-rules/rule-wish';

/** The form of a rule that approves first requests, filled in as an admin would. */
export function ruleWish(more: Partial<RuleWish> = {}): RuleWish {
  return {
    name: 'First ones',
    isActive: true,
    outcome: 'approve',
    planIds: [],
    productIds: [],
    catalogIds: [],
    organizations: [],
    teams: [],
    emailDomains: [],
    verifiedDomain: 'any',
    firstRequest: 'yes',
    approvedBefore: 'any',
    ...more,
  };
}
