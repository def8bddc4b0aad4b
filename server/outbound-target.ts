import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { isReachableAddress } from './reachable-address';

/** An IP address as `dns.lookup` tells it; `family` is 4 or 6. */
export type ResolvedAddress = { address: string; family: number };

/** Every address of a host. Throws what `dns.lookup` throws. */
export type Resolve = (host: string) => Promise<readonly ResolvedAddress[]>;

/** Where a call goes: its URL, and the addresses that were checked; nothing else is connected to. */
export type Target =
  | { outcome: 'reachable'; url: URL; addresses: readonly ResolvedAddress[] }
  | { outcome: 'refused'; reason: string };

const URL_MAX_CHARACTERS = 8192;

/** Other protocols' ports, which must not be spoken to in HTTP (fetch.spec.whatwg.org, "bad port"). */
const BAD_PORTS = new Set([
  1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110,
  111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532,
  540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061,
  6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
]);

/** Looks a host up as the machine does: hosts file, then DNS. */
export const resolveHost: Resolve = (host) => lookup(host, { all: true });

/**
 * Reads an address, looks its host up once and checks everything that it leads to. Throws what `resolve` throws.
 */
export async function findTarget(text: string, reachesPrivate: boolean, resolve: Resolve): Promise<Target> {
  if (text.length > URL_MAX_CHARACTERS || !URL.canParse(text)) return refused('This is not a web address.');
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return refused('Only addresses that start with http:// or https:// can be called.');
  }
  if (url.username !== '' || url.password !== '') {
    return refused('The address must not hold a user name or a password.');
  }
  if (url.port === '0' || BAD_PORTS.has(Number(url.port))) return refused(`Port ${url.port} is not called.`);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const family = isIP(host);
  const addresses = family === 0 ? await resolve(host) : [{ address: host, family }];
  // One bad address is enough: a name that leads to both is made to slip through.
  const areReachable = addresses.every(({ address }) => isReachableAddress(address, reachesPrivate));
  if (addresses.length === 0 || !areReachable) {
    return refused(`The portal does not call ${host}: it leads to an address that is not on the public internet.`);
  }
  return { outcome: 'reachable', url, addresses };
}

function refused(reason: string): Target {
  return { outcome: 'refused', reason };
}
