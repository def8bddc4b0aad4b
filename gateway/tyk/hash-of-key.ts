import { createHash } from 'node:crypto';
import type { HashOutcome } from '@/core/ports/gateway-keys';
import { murmur32WithoutTail, murmur128 } from '../murmur3';
import { partOfToken } from './key-token';
import { readKey } from './read-key';
import type { Tyk } from './tyk';

/**
 * Which hash a key is filed under. PUT and GET do not tell it, so it is computed as the gateway does (gateway.md 5), and
 * counts only when the gateway has a key under it.
 */
export async function hashOfKey(tyk: Tyk, key: string): Promise<HashOutcome> {
  const hash = computedHash(key);
  const read = await readKey(tyk, { hash });
  if (read.outcome === 'found') return { outcome: 'told', hash };
  return read.outcome === 'absent' ? { outcome: 'told', hash: null } : read;
}

/** A token says how it is hashed; everything else is hashed by the default, murmur32. Asks no gateway. */
export function computedHash(key: string): string {
  switch (partOfToken(key, 'h')) {
    case 'sha256':
      return createHash('sha256').update(key).digest('hex');
    case 'murmur128':
      return murmur128(key);
    case 'murmur64':
      return murmur128(key).slice(0, 16);
    default:
      return murmur32WithoutTail(key);
  }
}
