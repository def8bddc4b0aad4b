import { cacheName } from './key-names';
import type { DemoConfig, KeyRecord } from './model';

/** A key as the gateway's memory has it, under its name in the store. */
export type CachedKey = { name: string; record: KeyRecord };

/** Sessions that the proxy has loaded, for as long as the real gateway keeps them (gateway.md 8). */
export type SessionCache = {
  find(presented: string): CachedKey | undefined;
  keep(presented: string, loaded: CachedKey): void;
  /** What an admin's change of a key does to the cache: too little, in some configurations. */
  flushKey(key: string): void;
  flushHash(hash: string): void;
  clear(): void;
};

/**
 * The cache is keyed by murmur64 of what was presented, while a change flushes the configured hash: so it often misses.
 */
export function createSessionCache(config: DemoConfig, now: () => number): SessionCache {
  const entries = new Map<string, CachedKey & { until: number }>();
  const flushesRightName = !config.hashKeys || config.hashKeyFunction === 'murmur64';
  // 3.1.3 caches too, but a change reaches it within milliseconds, which looks the same as no cache.
  const isOff = config.sessionCacheSeconds === 0 || config.version === 'v3.1.3';

  return {
    find(presented) {
      const entry = entries.get(cacheName(presented));
      return entry && now() < entry.until ? entry : undefined;
    },
    keep(presented, loaded) {
      if (isOff) return;
      entries.set(cacheName(presented), { ...loaded, until: now() + config.sessionCacheSeconds * 1000 });
    },
    flushKey(key) {
      if (flushesRightName) entries.delete(cacheName(key));
    },
    flushHash(hash) {
      if (flushesRightName) entries.delete(hash);
    },
    clear: () => entries.clear(),
  };
}
