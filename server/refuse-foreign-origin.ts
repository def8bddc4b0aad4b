import { DomainError } from '@/core/errors';
import { env } from './env';

/**
 * Refuses what another site had a browser send (security.md S-02). Next lets a request without Origin pass; a browser
 * always sends one with a form. Throws `forbidden`.
 */
export function refuseForeignOrigin(headers: Headers): void {
  const origin = headers.get('origin');
  const site = headers.get('sec-fetch-site');
  const isOwn =
    origin !== null
      ? origin === new URL(env().PORTAL_URL).origin || isSameHost(origin, headers)
      : site === 'same-origin';
  if (!isOwn) throw new DomainError('forbidden', 'This form was not sent from the portal.');
}

const OWN_MACHINE = ['localhost', '127.0.0.1', '[::1]'];

/**
 * On the machine itself the portal answers under several names (localhost, 127.0.0.1). Never under any other: a name of
 * somebody else may lead here as well, and would then be in Origin and Host alike.
 */
function isSameHost(origin: string, headers: Headers): boolean {
  if (!OWN_MACHINE.includes(new URL(env().PORTAL_URL).hostname) || !URL.canParse(origin)) return false;
  const { host, hostname } = new URL(origin);
  return OWN_MACHINE.includes(hostname) && host === headers.get('host');
}
