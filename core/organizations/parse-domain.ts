import { domainToASCII } from 'node:url';
import { invalid } from '../errors';

/** Anybody can have an address there: proposing an organization to all of them would be wrong. */
const PUBLIC_MAILBOXES = new Set(
  `gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com icloud.com me.com mac.com aol.com
  gmx.com gmx.net gmx.de web.de t-online.de mail.com mail.ru yandex.ru yandex.com proton.me protonmail.com pm.me zoho.com
  fastmail.com tutanota.com tuta.com qq.com 163.com 126.com naver.com orange.fr free.fr laposte.net libero.it`.split(
    /\s+/,
  ),
);
const DOMAIN = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/;

/**
 * An email domain as addresses have it: lower case, in ASCII. Throws `invalid` for `domain` when it is none, and for
 * those where everybody can have an address.
 */
export function parseDomain(given: string): string {
  const typed = given.trim().replace(/^@/, '').replace(/\.$/, '');
  const domain = typed.length <= 300 ? domainToASCII(typed).toLowerCase() : '';
  if (!DOMAIN.test(domain))
    throw invalid('domain', 'Enter the part of an email address after the @, such as acme.com.');
  if (PUBLIC_MAILBOXES.has(domain)) {
    throw invalid('domain', `Everybody can have an address at ${domain}. Enter a domain of the organization’s own.`);
  }
  return domain;
}
