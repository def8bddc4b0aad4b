import type { LockedRequest } from './lock-request';

/** Who a decision counts as: another system only where the request waited for one. */
export function decidedThrough(
  request: Pick<LockedRequest, 'decider'>,
  via: 'third_party' | undefined,
): 'admin' | 'third_party' {
  return via === 'third_party' && request.decider === 'third_party' ? 'third_party' : 'admin';
}
