import type { KeyName, KeyRewrite, RewriteOptions, RewriteOutcome } from '@/core/ports/gateway-keys';
import { unknown } from './classify';
import { deleteKey } from './delete-key';
import { keyForms, nameQuery } from './key-forms';
import { partOfToken } from './key-token';
import { isUsableId, putKey } from './put-key';
import { readKey } from './read-key';
import { keyPath } from './sentinel';
import type { Tyk } from './tyk';
import { writeSession } from './write-session';

/**
 * Replaces the session of a key that exists, under the name that it has: PUT makes nothing (gateway.md 4.5). An id is
 * no name for it: that is how keys are named which the portal drew. Throws for one, and for a wish without a policy.
 */
export async function rewriteKey(
  tyk: Tyk,
  name: KeyName,
  wish: KeyRewrite,
  options: RewriteOptions,
): Promise<RewriteOutcome> {
  if ('id' in name) throw new Error('rewriteKey: name the key or its hash; an id can be imported as a whole');
  const [form] = keyForms(tyk.orgId, name);
  if (form === undefined) return { outcome: 'absent' };
  const { resetQuota, mayMake } = options;
  const startedAt = tyk.now();
  const call = { method: 'PUT' as const, path: keyPath(form), query: nameQuery(tyk.orgId, name), resetQuota };
  const written = await writeSession(tyk, call, wish);
  if (written.outcome === 'applied') return { outcome: 'applied' };
  if (written.outcome !== 'missing') return written;
  // With its store down a gateway says the same: only a proven look tells "gone" from "cannot look" (gateway.md 9).
  const read = await readKey(tyk, name);
  if (read.outcome === 'found') return unknown('the gateway has the key and could not write it');
  if (read.outcome !== 'absent' || !mayMake || !('key' in name)) return read;
  // Whoever counts on when the last write can arrive counts from the start (provisioning.md 4.3).
  if (tyk.now() - startedAt > tyk.limits.callTimeoutMs)
    return unknown('the gateway took too long to make the key again');
  return makeAgain(tyk, name.key, wish);
}

/** By the id that is in the key. Where the gateway names keys in another way by now, what it made is taken away. */
async function makeAgain(tyk: Tyk, key: string, wish: KeyRewrite): Promise<RewriteOutcome> {
  const id = idIn(tyk.orgId, key);
  if (id === null) return { outcome: 'absent' };
  const put = await putKey(tyk, { ...wish, id }, { firstIssue: false });
  if (put.outcome !== 'applied') return put;
  if (put.key === key) return { outcome: 'applied' };
  const deleted = await deleteKey(tyk, { key: put.key });
  const isAway = deleted.outcome === 'deleted' || deleted.outcome === 'absent';
  return isAway ? { outcome: 'absent' } : deleted;
}

/** Null: the gateway would give another key for whatever id (gateway.md 5). */
function idIn(orgId: string, key: string): string | null {
  const isOurToken = partOfToken(key, 'org') === orgId;
  const id = isOurToken ? partOfToken(key, 'id') : key.startsWith(orgId) ? key.slice(orgId.length) : null;
  return id !== null && isUsableId(orgId, id) ? id : null;
}
