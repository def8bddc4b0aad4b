import type { RuleConditions, ruleOutcome } from '@/db/schema';
import { coversDomain } from '../settings/email-domains';
import type { RequestFacts } from './rule-facts';

/** What follows from a rule: approved at once, admins decide, or another system does. */
export type RuleOutcome = (typeof ruleOutcome.enumValues)[number];

/**
 * Whether a rule speaks about a request: every condition that is set must hold, and of a list one entry is enough. Of
 * the products one is enough to ask somebody, but to approve each of them must be listed: otherwise a product that
 * nobody meant would come along with one that was.
 */
export function ruleApplies(
  { conditions, outcome }: { conditions: RuleConditions; outcome: RuleOutcome },
  facts: RequestFacts,
): boolean {
  const { planIds, productIds, catalogIds, organizationIds, teamIds, emailDomains } = conditions;
  const { hasVerifiedDomain, isFirstRequest, wasApprovedBefore } = conditions;
  const isListed = (list: readonly string[] | undefined, id: string | null) =>
    !list?.length || (id !== null && list.includes(id));
  return (
    isListed(planIds, facts.planId) &&
    isListed(catalogIds, facts.catalogId) &&
    isListed(organizationIds, facts.organizationId) &&
    (!teamIds?.length || facts.teamIds.some((id) => teamIds.includes(id))) &&
    areProducts(productIds, outcome, facts) &&
    isOfDomain(emailDomains, facts.emailDomain) &&
    isAsWished(hasVerifiedDomain, facts.hasVerifiedDomain) &&
    isAsWished(isFirstRequest, facts.isFirstRequest) &&
    isAsWished(wasApprovedBefore, facts.wasApprovedBefore)
  );
}

function areProducts(list: readonly string[] | undefined, outcome: RuleOutcome, facts: RequestFacts): boolean {
  if (!list?.length) return true;
  const isIn = (id: string) => list.includes(id);
  if (outcome !== 'approve') return facts.productIds.some(isIn);
  return facts.productIds.length > 0 && facts.productIds.every(isIn);
}

function isOfDomain(list: readonly string[] | undefined, domain: string | null): boolean {
  if (!list?.length) return true;
  return domain !== null && list.some((entry) => coversDomain(entry, domain));
}

function isAsWished(wish: boolean | undefined, fact: boolean): boolean {
  return wish === undefined || wish === fact;
}
