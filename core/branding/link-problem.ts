import { ADDRESS_MAX } from './branding';

/** A place of the portal: one slash, no second one (another site), no backslash (browsers read it as a slash). */
const OWN_PLACE = /^\/(?![/\\])[^\\]*$/;
/** Browsers drop these inside an address, so `java\nscript:` would be one again; and some turn the words around. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]/u;
const MAIL = /^mailto:[^\s@<>"]+@[^\s@<>"]+$/i;

/** What is wrong with an address of the menu or the footer, or null: a place of the portal, https, or mail. */
export function linkProblem(address: string): string | null {
  if (address.length > ADDRESS_MAX) return `Use at most ${ADDRESS_MAX} characters.`;
  const isLink = !INVISIBLE.test(address) && (OWN_PLACE.test(address) || isHttps(address) || MAIL.test(address));
  return isLink ? null : 'Start with / for a page of the portal, https:// for another site, or mailto: for an address.';
}

function isHttps(address: string): boolean {
  if (!/^https:\/\//i.test(address) || address.includes('\\') || !URL.canParse(address)) return false;
  const { protocol, username, password } = new URL(address);
  // A name before the host reads like the host.
  return protocol === 'https:' && username === '' && password === '';
}
