/** A gateway version as three numbers, or null when it does not look like one: `v5.14.0`, `5.13.2-rc4`. */
function parseVersion(version: string | null): readonly [number, number, number] | null {
  const match = /^v?(\d+)\.(\d+)\.(\d+)/.exec(version ?? '');
  return match ? [Number(match[1]), Number(match[2]), Number(match[3])] : null;
}

/** Whether a version comes before another; false for an unknown one. */
export function isBefore(version: string | null, [major, minor, patch]: readonly [number, number, number]): boolean {
  const parsed = parseVersion(version);
  if (!parsed) return false;
  const [a, b, c] = parsed;
  return a !== major ? a < major : b !== minor ? b < minor : c < patch;
}

/**
 * Whether a key with a quota that is in use may come back after its deletion: fixed in 5.13.2 and 5.15.0, not in 5.14
 * (TT-16259, gateway.md 7). An unknown version is taken for one that does.
 */
export function bringsDeletedKeysBack(version: string | null): boolean {
  const parsed = parseVersion(version);
  return parsed === null || isBefore(version, [5, 13, 2]) || (parsed[0] === 5 && parsed[1] === 14);
}

/** Since 3.2 the session cache is flushed under the wrong name for most hash functions (gateway.md 8.1). */
export function flushesEveryCache(version: string | null): boolean {
  return isBefore(version, [3, 2, 0]);
}
