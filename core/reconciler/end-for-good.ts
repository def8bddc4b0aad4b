import type { KeyName } from '../ports/gateway-keys';
import type { Pass } from './pass';

/**
 * Ends a key that nobody has a right to: expired first, so that calls in flight cannot bring it back to life, then
 * deleted. False when the gateway did not say yes to both.
 */
export async function endForGood(pass: Pass, name: KeyName): Promise<boolean> {
  const expired = await pass.gateway.expireKey(name);
  if (expired.outcome === 'secret_refused' || expired.outcome === 'unknown') return false;
  const deleted = await pass.gateway.deleteKey(name);
  return deleted.outcome === 'deleted' || deleted.outcome === 'absent';
}
