import type { KeySession } from '../../ports/gateway-keys';
import type { KeyRow } from './key-row';

/** What the gateway should say of a key. */
export type Expected = {
  /** Unix seconds; 0 is never, 1 is ended. */
  expires: number;
  /** What its policies open and limit right now, where the gateway can tell; null where it cannot. */
  preview: { apiIds: readonly string[]; quotaMax: number } | null;
};

/** The first thing in which a key is not the approved one, in words for admins; null when it is. */
export function differenceOf(
  row: Pick<KeyRow, 'id' | 'wanted'>,
  session: KeySession,
  expected: Expected,
): string | null {
  const { wanted } = row;
  if (session.metadata.credential_id !== row.id) return 'The gateway holds somebody else’s key under this id.';
  if (!isSameSet(session.policyIds, wanted.policyIds)) return 'The key has other policies than were approved.';
  if (session.expires !== expected.expires) return 'The key ends at another moment than was approved.';
  const isClosed = expected.expires === 1;
  if (isClosed) return null;
  if (session.apiIds.length === 0 || !includesAll(session.apiIds, wanted.apiIds)) {
    return 'The key opens fewer APIs than were approved.';
  }
  // An admin may have widened a policy since the approval: what it opens now is no surprise.
  const known = [...wanted.apiIds, ...(expected.preview?.apiIds ?? [])];
  if (known.length > 0 && !includesAll(known, session.apiIds)) return 'The key opens more APIs than were approved.';
  if (expected.preview && session.quotaMax !== expected.preview.quotaMax) {
    return 'The key has another quota than its plan.';
  }
  return null;
}

function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  return includesAll(a, b) && includesAll(b, a);
}

function includesAll(all: readonly string[], some: readonly string[]): boolean {
  return some.every((one) => all.includes(one));
}
