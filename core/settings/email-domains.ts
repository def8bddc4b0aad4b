import { domainToASCII } from 'node:url';
import { invalidFields } from '../errors';
import type { Settings } from './read';

/** How many lines a list may have. */
const DOMAINS_MAX = 500;
const DOMAIN_CHARACTERS_MAX = 253;
const DOMAIN_FORM = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]*[a-z][a-z0-9-]*$/;
const ANY_SUBDOMAIN = '*.';

/** Whose addresses may register: only the allowed ones, where there are any, and never the refused ones. */
export type EmailDomains = Pick<Settings, 'allowedDomains' | 'refusedDomains'>;

/**
 * Reads lists of email domains as they were typed: `acme.com`, or `*.acme.com` for everything below it. Letters of
 * other scripts become the form in which addresses are stored (punycode). Throws `invalid` and says which one is wrong.
 */
export function parseEmailDomains(given: Record<keyof EmailDomains, readonly string[]>): EmailDomains {
  const [allowed, refused] = [parseDomainList(given.allowedDomains), parseDomainList(given.refusedDomains)];
  const problems = {
    ...(allowed.problem && { allowedDomains: [allowed.problem] }),
    ...(refused.problem && { refusedDomains: [refused.problem] }),
  };
  if (Object.keys(problems).length > 0) throw invalidFields(problems);
  return { allowedDomains: allowed.domains, refusedDomains: refused.domains };
}

/**
 * Why somebody with this address may not register by themselves, or null. Does not say who may: that is nobody's
 * business.
 */
export function emailDomainProblem(email: string, { allowedDomains, refusedDomains }: EmailDomains): string | null {
  const domain = email.slice(email.lastIndexOf('@') + 1);
  const isIn = (list: readonly string[]) => list.some((entry) => coversDomain(entry, domain));
  if (isIn(refusedDomains)) {
    return `Addresses of ${domain} cannot register here. Use your work address, or ask whoever runs this portal for an invitation.`;
  }
  if (allowedDomains.length > 0 && !isIn(allowedDomains)) {
    return 'Only addresses of certain companies can register here. Use your work address, or ask whoever runs this portal for an invitation.';
  }
  return null;
}

/** Whether an entry of such a list stands for the domain of an address, which is in lower case. */
export function coversDomain(entry: string, domain: string): boolean {
  return entry.startsWith(ANY_SUBDOMAIN) ? domain.endsWith(entry.slice(1)) : domain === entry;
}

/** The same for one list: what is wrong with it is said instead of thrown. */
export function parseDomainList(given: readonly string[]): { domains: string[]; problem: string | null } {
  const domains = new Set<string>();
  for (const typed of given) {
    const line = typed.trim();
    if (!line) continue;
    const domain = parseDomain(line);
    if (domain === null) {
      return { domains: [], problem: `“${line.slice(0, 80)}” is no domain. Write one in each line, such as acme.com.` };
    }
    domains.add(domain);
  }
  const problem = domains.size > DOMAINS_MAX ? `Write at most ${DOMAINS_MAX} domains.` : null;
  return { domains: [...domains], problem };
}

function parseDomain(line: string): string | null {
  const folded = line.normalize('NFKC').toLowerCase().replace(/^@/, '').replace(/\.$/, '');
  const isWildcard = folded.startsWith(ANY_SUBDOMAIN);
  const typed = isWildcard ? folded.slice(ANY_SUBDOMAIN.length) : folded;
  if (!/^[\p{L}\p{M}\p{N}.-]+$/u.test(typed)) return null;
  const domain = domainToASCII(typed);
  if (!DOMAIN_FORM.test(domain) || domain.length > DOMAIN_CHARACTERS_MAX) return null;
  return isWildcard ? `${ANY_SUBDOMAIN}${domain}` : domain;
}
