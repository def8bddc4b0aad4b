import { env } from './env';

/** Set by `server/peer-address.ts` on every request, whatever the client sent under this name. */
export const PEER_HEADER = 'x-portico-peer';

/**
 * The address that asks. X-Forwarded-For is believed only for as many proxies as are configured, counted from the
 * right, so that a client cannot choose its own address (security.md A-07). Empty when it cannot be known.
 */
export function clientIp(headers: Headers): string {
  const forwarded = (headers.get('x-forwarded-for') ?? '').split(',').map((hop) => hop.trim());
  const hops = [...forwarded, headers.get(PEER_HEADER) ?? ''];
  return (hops.at(-1 - env().TRUSTED_PROXIES) ?? '').slice(0, 45);
}
