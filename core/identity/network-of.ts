import { isIPv4, isIPv6 } from 'node:net';

const GROUPS = 8;
const NETWORK_GROUPS = 4;
const MAPPED_IPV4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/**
 * The network that attempts are counted for: an IPv4 address, or the /64 that one household's IPv6 addresses share.
 * Null for what is no address.
 */
export function networkOf(ip: string): string | null {
  const plain = MAPPED_IPV4.exec(ip)?.[1] ?? ip;
  if (isIPv4(plain)) return plain;
  if (!isIPv6(plain)) return null;
  const [address = ''] = plain.split('%');
  const [head = '', tail = ''] = address.split('::');
  const [before, after] = [head, tail].map((half) => half.split(':').filter((group) => group !== ''));
  const known = [...(before ?? []), ...(after ?? [])];
  const filled = [...(before ?? []), ...Array<string>(Math.max(0, GROUPS - known.length)).fill('0'), ...(after ?? [])];
  const network = filled.slice(0, NETWORK_GROUPS).map((group) => Number.parseInt(group, 16).toString(16));
  return `${network.join(':')}::/64`;
}
