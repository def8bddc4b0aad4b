import type { Session } from './model';
import type { CachedKey } from './session-cache';
import type { World } from './world';

/** What one call did to a key's quota. */
export type Spent = {
  isOver: boolean;
  /** Null: the key has no quota. */
  left: { remaining: number; renews: number } | null;
  headers: Readonly<Record<string, string>>;
};

/** Counts one call. The counter is the store's, so changes of the key do not touch it unless they reset it. */
export function spendQuota(world: World, name: string, session: Session): Spent {
  if (session.quota_max <= 0) return { isOver: false, left: null, headers: headersOf(session.quota_max, 0, 0) };
  const known = world.store.counters.get(name);
  const counter =
    known && known.renewsAtMs > world.now()
      ? known
      : { used: 0, renewsAtMs: world.now() + session.quota_renewal_rate * 1000 };
  if (counter.used >= session.quota_max) return { isOver: true, left: null, headers: {} };

  world.store.counters.set(name, { ...counter, used: counter.used + 1 });
  const remaining = session.quota_max - counter.used - 1;
  const renews = Math.floor(counter.renewsAtMs / 1000);
  return { isOver: false, left: { remaining, renews }, headers: headersOf(session.quota_max, remaining, renews) };
}

/**
 * After each call a key with a quota is written back from the copy that the call loaded, so that a change made
 * meanwhile is lost, and a deleted key is there again (gateway.md 7). 5.15 writes only what still exists; a change is
 * lost there as well.
 */
export function writeBack(world: World, { name, record }: CachedKey, { left }: Spent): void {
  if (!left || world.switches.get().noWriteBack) return;
  const session = {
    ...record.session,
    quota_remaining: left.remaining,
    quota_renews: left.renews,
    last_updated: String(Math.floor(world.now() / 1000)),
  };
  const onlyIfThere = world.config.version === 'v5.15.0';
  world.store.writeBack(name, { ...record, session }, { onlyIfThere });
}

/** The names say rate limit, the numbers are the quota's (gateway.md 10). */
function headersOf(limit: number, remaining: number, reset: number): Readonly<Record<string, string>> {
  return {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset': String(reset),
  };
}
