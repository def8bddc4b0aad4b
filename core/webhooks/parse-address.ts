import { invalid } from '../errors';

const ADDRESS_MAX = 500;

/**
 * Where another system is, as it is kept; empty is nowhere. Unencrypted only where the admin lets the portal into its
 * own network: people's names and addresses travel there. Throws `invalid` for `field`.
 */
export function parseAddress(field: string, text: string, reachesPrivate: boolean): string {
  const given = text.trim();
  if (given === '') return '';
  if (given.length > ADDRESS_MAX) throw invalid(field, `Use at most ${ADDRESS_MAX} characters.`);
  const url = URL.canParse(given) ? new URL(given) : null;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw invalid(field, 'Enter an address that starts with https://.');
  }
  if (url.username || url.password) throw invalid(field, 'Leave user and password out of the address.');
  if (url.hash) throw invalid(field, 'Leave out everything from # on.');
  if (url.protocol === 'http:' && !reachesPrivate) {
    throw invalid(field, 'Use https://, or let the portal call addresses of your own network.');
  }
  return url.href;
}
