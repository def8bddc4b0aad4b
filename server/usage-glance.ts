import 'server-only';
import { LRUCache } from 'lru-cache';
import type { Context } from '@/core/context';
import { getUsageGlance, type UsageGlance } from '@/core/usage/get-usage-glance';
import { wiring } from './wiring';

/** A pump writes every few seconds to minutes; nobody misses less than this in a small chart. */
const KEPT_MS = 60_000;
const KEPT_MAX = 1_000;

const kept = new LRUCache<string, UsageGlance>({ max: KEPT_MAX, ttl: KEPT_MS });

/**
 * The calls of this week, as new as a minute ago: of an app or a key that the page has loaded for this reader, or of the
 * portal on a page of admins. It is not asked again who may see it.
 */
export async function loadUsageGlance(
  ctx: Context,
  of: { appId?: string; credentialId?: string; hashes?: readonly string[] },
): Promise<UsageGlance> {
  const name = of.credentialId ?? of.appId ?? 'portal';
  const known = kept.get(name);
  if (known) return known;
  const glance = await getUsageGlance(ctx, wiring().usage, of);
  if (glance.outcome === 'figures') kept.set(name, glance);
  return glance;
}
