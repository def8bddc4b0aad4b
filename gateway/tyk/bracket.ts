import type { SecretRefused, Unknown } from '@/core/ports/gateway-keys';
import type { Sentinel } from './sentinel';

/** The gateway says that there is no such key, which proves nothing by itself. */
export type Missing = { outcome: 'missing' };

/**
 * Turns "the gateway says there is no such key" into `absent`, which it may only become between two sentinel reads that
 * answered (gateway.md 9). The attempt runs once outside the bracket, so that the usual case costs one call.
 */
export async function provenAbsence<Found extends { outcome: string }>(
  sentinel: Sentinel,
  attempt: () => Promise<Found | Missing | SecretRefused | Unknown>,
): Promise<Found | { outcome: 'absent' } | SecretRefused | Unknown> {
  const glance = await attempt();
  if (!isMissing(glance)) return glance;

  const before = await sentinel.prove();
  if (before.outcome !== 'proven') return before;
  const look = await attempt();
  if (!isMissing(look)) return look;
  const after = await sentinel.stillThere();
  return after.outcome === 'proven' ? { outcome: 'absent' } : after;
}

function isMissing<Other extends { outcome: string }>(outcome: Other | Missing): outcome is Missing {
  return outcome.outcome === 'missing';
}
