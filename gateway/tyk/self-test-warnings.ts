import type { HashAlgorithm } from '@/core/ports/gateway';
import type { GatewayApi, GatewayPolicy } from '@/core/ports/gateway-policies';
import { bringsDeletedKeysBack, isBefore } from './version';

/** What the self-test found, as far as somebody should be warned of it. */
export type Findings = {
  version: string | null;
  hashAlgorithm: HashAlgorithm;
  listing: boolean;
  revocationDelaySeconds: number;
  clockSkewSeconds: number;
  storeIsUnwell: boolean;
  controlUrl: string;
  orgId: string;
  apis: readonly GatewayApi[];
  policies: readonly GatewayPolicy[] | 'unsupported';
};

/** A clock that differs by more makes short expiries end early or late. */
const CLOCK_SKEW_MAX_SECONDS = 5;
const POLICIES_NAMED_MAX = 5;

/** Plain sentences: what is wrong, what follows from it, what to set. */
export function warningsFor(found: Findings): readonly string[] {
  return [...hashWarnings(found), ...stockWarnings(found), ...surroundingWarnings(found)];
}

function hashWarnings(found: Findings): string[] {
  const warnings: string[] = [];
  if (found.hashAlgorithm === 'murmur32') {
    warnings.push(
      'This gateway hashes keys with murmur32: a key with another ending is accepted too, and two keys can become one. Keys should not be issued here. Set hash_key_function to murmur64 or sha256.',
    );
  }
  if (found.hashAlgorithm === 'none') {
    warnings.push(
      'This gateway keeps keys in plain text (hash_keys is off). Whoever can read its Redis can use every key.',
    );
  }
  if (found.hashAlgorithm === 'unknown') {
    warnings.push('The hash function of this gateway is not known to the portal, so neither is its strength.');
  }
  if (found.revocationDelaySeconds > 0) {
    warnings.push(
      `A revoked key may go on working for up to ${found.revocationDelaySeconds} seconds. It ends at once with hash_key_function murmur64, or with local_session_cache.disable_cached_session_state.`,
    );
  }
  return warnings;
}

function stockWarnings(found: Findings): string[] {
  const warnings: string[] = [];
  if (!found.apis.some((api) => api.orgId === found.orgId)) {
    warnings.push(
      'No API of this gateway belongs to the given organization id, so no key of the portal will open one.',
    );
  }
  if (found.policies === 'unsupported') {
    warnings.push('This version cannot list its policies (it can from 4.1 on): policy ids have to be typed in.');
  }
  const limited = quotaPolicies(found);
  if (limited.length > 0 && bringsDeletedKeysBack(found.version)) {
    const named =
      limited.slice(0, POLICIES_NAMED_MAX).join(', ') + (limited.length > POLICIES_NAMED_MAX ? ' and others' : '');
    warnings.push(
      `Policies with a quota (${named}): on this version a key that is in use can come back after it was deleted or changed. The portal deletes it again until it stays away. Versions 5.13.2 and 5.15.0 fix it; plans without a gateway quota never have it.`,
    );
  }
  return warnings;
}

function quotaPolicies(found: Findings): readonly string[] {
  if (found.policies === 'unsupported') return [];
  return found.policies
    .filter((policy) => policy.orgId === found.orgId && policy.partitions.quota && policy.quotaMax > 0)
    .map((policy) => policy.policyId);
}

function surroundingWarnings(found: Findings): string[] {
  const warnings: string[] = [];
  if (found.version === null) warnings.push('The gateway does not tell its version at /hello.');
  if (isBefore(found.version, [5, 0, 0])) {
    warnings.push('This gateway version is old and no longer maintained. Update it to 5.13.2 or newer.');
  }
  if (!found.listing) {
    warnings.push(
      'The gateway does not list its keys (enable_hashed_keys_listing is off), so the portal looks at them one by one.',
    );
  }
  if (Math.abs(found.clockSkewSeconds) > CLOCK_SKEW_MAX_SECONDS) {
    warnings.push(
      `The gateway's clock differs by ${found.clockSkewSeconds} seconds, so keys expire early or late. Set both by NTP.`,
    );
  }
  if (found.storeIsUnwell) warnings.push('The gateway reports trouble with its Redis, now or in the last 10 seconds.');
  if (sendsSecretInClear(found.controlUrl)) {
    warnings.push('The control URL is not https, so the secret travels readable. Use https or a private network.');
  }
  return warnings;
}

function sendsSecretInClear(controlUrl: string): boolean {
  const { protocol, hostname } = new URL(controlUrl);
  return protocol === 'http:' && !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}
