import type { KeyWish, PutOutcome } from '@/core/ports/gateway-keys';
import { unknown } from './classify';
import { keyPath } from './sentinel';
import type { Tyk } from './tyk';
import { writeSession } from './write-session';

/** Answers of other ids: `POST /tyk/keys/create` makes a random key, the others are handlers of their own. */
const RESERVED = new Set(['create', 'preview', 'policy']);

/**
 * Imports the whole session under its id. Sending the same wish again is harmless. Throws when the wish has no policy
 * or no usable id: that is a fault of the caller.
 */
export async function putKey(tyk: Tyk, wish: KeyWish, options: { firstIssue: boolean }): Promise<PutOutcome> {
  refuseMisread(tyk.orgId, wish);
  const call = { method: 'POST' as const, path: keyPath(wish.id), resetQuota: options.firstIssue };
  const written = await writeSession(tyk, call, wish);
  // An import makes what is not there, so the gateway never says this.
  return written.outcome === 'missing' ? unknown('the gateway says that what it shall make is not there') : written;
}

function refuseMisread(orgId: string, wish: KeyWish): void {
  if (!isUsableId(orgId, wish.id)) throw new Error('putKey: refusing an id that the gateway would misread');
}

/** The gateway takes a leading organization id off (gateway.md 4.3), so such an id would not be the one that is kept. */
export function isUsableId(orgId: string, id: string): boolean {
  return /^[A-Za-z0-9_-]{3,128}$/.test(id) && !id.startsWith(orgId) && !RESERVED.has(id);
}
