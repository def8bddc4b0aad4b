import { lifetimeWords, quotaWords, rateWords } from '@/components/asking/plan-words';
import type { Asked, AskedProduct } from '@/core/access-requests/get-request';

/** What became of plan and products since the request was made, one sentence each. */
export function changesSince({ terms, planNow, products }: Asked): string[] {
  return [...planChanges(terms, planNow), ...products.flatMap(productChange)];
}

function planChanges(terms: Asked['terms'], planNow: Asked['planNow']): string[] {
  if (!planNow) return [`The plan ${terms.displayName} is gone.`];
  const compared: [what: string, then: string, now: string][] = [
    ['rate', rateWords(terms), rateWords(planNow)],
    ['quota', quotaWords(terms), quotaWords(planNow)],
    ['lifetime', lifetimeWords(terms), lifetimeWords(planNow)],
    ['limits policy', terms.limitsPolicyId ?? 'none', planNow.limitsPolicyId ?? 'none'],
  ];
  return compared
    .filter(([, then, now]) => then !== now)
    .map(([what, then, now]) => `The plan’s ${what} was ${lower(then)}, and is ${lower(now)} now.`);
}

function productChange({ name, state, accessPolicyId, policyNow }: AskedProduct): string[] {
  if (state === 'retired' || state === 'draft') return [`${name} is no longer offered, so this cannot be approved.`];
  if (policyNow === accessPolicyId) return [];
  return [`${name} was opened by the policy ${accessPolicyId}, and is by ${policyNow ?? 'none'} now.`];
}

function lower(words: string): string {
  return words.startsWith('No ') || words.startsWith('Keys ') ? words.charAt(0).toLowerCase() + words.slice(1) : words;
}
