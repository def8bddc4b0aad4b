import type { RuleOutcome } from '@/core/approval-rules/rule-applies';
import type { ToldConditions } from '@/core/approval-rules/told-conditions';

/** What a rule does, for tables. */
export const OUTCOME_WORDS: Record<RuleOutcome, string> = {
  approve: 'Approve at once',
  ask_admins: 'Admins decide',
  ask_third_party: 'Another system decides',
};

/** So many of a list are named; the others are counted. */
const NAMED_MAX = 3;

/** When a rule applies, one phrase for each condition; one phrase also for none. */
export function conditionWords(conditions: ToldConditions, outcome: RuleOutcome): string[] {
  const names = (list: readonly { name: string }[]) => listWords(list.map(({ name }) => name));
  const { plans, products, catalogs, organizations, teams, emailDomains } = conditions;
  const words: (string | false)[] = [
    plans.length > 0 && `on the plan ${names(plans)}`,
    products.length > 0 && `for ${outcome === 'approve' ? 'nothing but ' : ''}${names(products)}`,
    catalogs.length > 0 && `from the catalog ${names(catalogs)}`,
    organizations.length > 0 && `of ${listWords(organizations)}`,
    teams.length > 0 && `by somebody of the team ${listWords(teams)}`,
    emailDomains.length > 0 && `from an address at ${listWords(emailDomains)}`,
    yesNo(conditions.hasVerifiedDomain, 'from a verified domain', 'not from a verified domain'),
    yesNo(conditions.isFirstRequest, 'the first request', 'not the first request'),
    yesNo(conditions.wasApprovedBefore, 'approved before', 'never approved before'),
  ];
  const told = words.filter((word) => word !== false);
  return told.length > 0 ? told : ['every request'];
}

function yesNo(wish: boolean | null, yes: string, no: string): string | false {
  return wish === null ? false : wish ? yes : no;
}

function listWords(names: readonly string[]): string {
  if (names.length > NAMED_MAX) {
    return `${names.slice(0, NAMED_MAX).join(', ')} or ${names.length - NAMED_MAX} more`;
  }
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}
