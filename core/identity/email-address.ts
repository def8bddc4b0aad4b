import { domainToASCII } from 'node:url';

const GIVEN_MAX = 320;
/** RFC 5321: 254 for the whole path, 64 for what stands before the @. */
const ADDRESS_MAX = 254;
const LOCAL_MAX = 64;
/** Unquoted ASCII only. `%` and `!` are left out: old mail systems read them as routes to somebody else. */
const LOCAL_FORM = /^[a-z0-9#$&'*+/=?^_`{|}~-]+(\.[a-z0-9#$&'*+/=?^_`{|}~-]+)*$/;
const DOMAIN_AS_TYPED = /^[\p{L}\p{M}\p{N}.-]+$/u;
const DOMAIN_FORM = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]*[a-z][a-z0-9-]*$/;

/** What every form says of what is none. */
export const ONE_ADDRESS = 'Enter one email address, such as you@company.com.';

/**
 * The one form in which an address is stored and compared, or null for what is not exactly one address. It is folded
 * before it is checked: a full-width ＠ must not become a second recipient afterwards (GHSA-7rqj-j65f-68wh).
 */
export function canonicalEmail(given: string): string | null {
  if (given.length > GIVEN_MAX) return null;
  const [local = '', typedDomain = '', ...more] = given.normalize('NFKC').trim().toLowerCase().split('@');
  if (more.length > 0 || local.length > LOCAL_MAX || !LOCAL_FORM.test(local)) return null;
  if (!DOMAIN_AS_TYPED.test(typedDomain)) return null;
  const domain = domainToASCII(typedDomain);
  const address = `${local}@${domain}`;
  return DOMAIN_FORM.test(domain) && address.length <= ADDRESS_MAX ? address : null;
}
