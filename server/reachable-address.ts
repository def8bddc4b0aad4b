import ipaddr from 'ipaddr.js';

/** Ranges inside a provider's network. */
const PRIVATE_RANGES: ReadonlySet<string> = new Set(['private', 'loopback', 'uniqueLocal', 'carrierGradeNat']);

/** Where clouds answer their machines with credentials, outside the link-local ranges, which are never reached anyway. */
const METADATA = new Set([
  '100.100.100.200', // Alibaba
  '168.63.129.16', // Azure
  '192.0.0.192', // Oracle
  'fd00:ec2::254', // AWS
  'fd20:ce::254', // Google
]);

/** Everything that is handed out to the public internet today; `::127.0.0.1` and its like are not. */
const GLOBAL_V6 = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether the portal may connect to this address for somebody. Private ones only where that is wanted; those that can
 * only be a machine's own (link-local, metadata of clouds, multicast, unspecified) never.
 */
export function isReachableAddress(address: string, reachesPrivate: boolean): boolean {
  if (!ipaddr.isValid(address)) return false;
  // An IPv4 address inside an IPv6 one counts as what it is.
  const parsed = ipaddr.process(address);
  if (METADATA.has(parsed.toString())) return false;
  const range = parsed.range();
  if (PRIVATE_RANGES.has(range)) return reachesPrivate;
  if (parsed instanceof ipaddr.IPv6) return isReachableV6(parsed, range, reachesPrivate);
  return range === 'unicast';
}

function isReachableV6(address: ipaddr.IPv6, range: string, reachesPrivate: boolean): boolean {
  // NAT64 leads to the IPv4 address at its end, which may be anything; only a network's own operator knows.
  if (range === 'rfc6052') {
    const end = new ipaddr.IPv4(address.toByteArray().slice(-4)).toString();
    return reachesPrivate && isReachableAddress(end, reachesPrivate);
  }
  return range === 'unicast' && address.match(GLOBAL_V6);
}
