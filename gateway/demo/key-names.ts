import { createHash } from 'node:crypto';
import { murmur32WithoutTail, murmur128 } from '../murmur3';
import type { DemoConfig, HashFunction } from './model';

/** The key that the gateway hands out for an id: plain concatenation, or a token when a hash function is set. */
export function keyFor(config: DemoConfig, orgId: string, id: string): string {
  if (config.hashKeyFunction === '') return orgId + id;
  return Buffer.from(`{"org":"${orgId}","id":"${id}","h":"${config.hashKeyFunction}"}`).toString('base64');
}

/** The name under which the store files a key. */
export function storeName(config: DemoConfig, key: string): string {
  return config.hashKeys ? hashOf(key) : key;
}

/** A token says how it is hashed; everything else is hashed by the default, murmur32. */
export function hashOf(key: string): string {
  switch (tokenFunction(key)) {
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

/** What the session cache is keyed by, whatever the configured function is: the cause of gateway.md 8.1. */
export function cacheName(presented: string): string {
  return murmur128(presented).slice(0, 16);
}

function tokenFunction(key: string): HashFunction | null {
  const h = tokenPart(key, 'h');
  return h === 'sha256' || h === 'murmur128' || h === 'murmur64' ? h : null;
}

/** One member of a token, or null for a key that is none. */
function tokenPart(key: string, member: 'org' | 'id' | 'h'): string | null {
  if (!key.startsWith('ey')) return null;
  try {
    const token: unknown = JSON.parse(Buffer.from(key, 'base64').toString('utf8'));
    const part = typeof token === 'object' && token !== null ? Reflect.get(token, member) : null;
    return typeof part === 'string' ? part : null;
  } catch {
    // An id that begins with "ey" by chance is no token.
    return null;
  }
}
