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

/** On the machine itself the portal answers under several names (localhost, 127.0.0.1). */
function isSameHost(origin: string, headers: Headers): boolean {
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(new URL(env().PORTAL_URL).hostname);
  return isLocal && URL.canParse(origin) && new URL(origin).host === headers.get('host');
}
