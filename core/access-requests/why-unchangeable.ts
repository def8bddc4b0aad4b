import type { credentials } from '@/db/schema';

type State = Pick<
  typeof credentials.$inferSelect,
  'status' | 'retiringAt' | 'suspendedAt' | 'expiresAt' | 'foundAt' | 'isImported'
>;

/**
 * Why the plan and the products of this key cannot be changed now, as a sentence that says what to do; null when they
 * can.
 */
export function whyUnchangeable(key: State, now: Date): string | null {
  if (key.status === 'awaiting_claim') return 'This key does not exist yet. Generate it first.';
  if (key.status === 'provisioning') return 'This key is being made. Try again when it is active.';
  if (key.status === 'failed') return 'The gateway refused this key. Try again to make it first.';
  if (key.status !== 'active') return 'This key has ended. Ask for access again to get a new one.';
  if (key.retiringAt) return 'This key was replaced and ends soon. Change the new one.';
  if (key.foundAt) return 'This key was found in the open. Regenerate it first, and change the new one.';
  if (key.suspendedAt) return 'This key is suspended. Ask who suspended it to resume it first.';
  if (key.expiresAt && key.expiresAt <= now) {
    return 'The lifetime of this key is over. Renew or regenerate it first.';
  }
  return null;
}
