import type { ExpireOutcome, KeyName, KeySession } from '@/core/ports/gateway-keys';
import { refusalMessage, unsettled } from './classify';
import { nameQuery } from './key-forms';
import { readKey } from './read-key';
import { keyReply } from './replies';
import { keyPath } from './sentinel';
import type { Tyk } from './tyk';

/**
 * Ends a key that is known by its key or key hash alone, so that it cannot be imported: PUT replaces the whole session
 * (gateway.md 4.5), so what was read goes back, with the literal "expired". An id is not enough: PUT would have to
 * guess.
 */
export async function expireKey(tyk: Tyk, name: KeyName): Promise<ExpireOutcome> {
  if ('id' in name) throw new Error('expireKey: name the key or its hash; an id can be imported as a whole');
  const read = await readKey(tyk, name);
  if (read.outcome !== 'found') return read;
  // Where master keys are allowed, a session without policies and rights opens every API (security.md 2.4).
  if (read.session.policyIds.length === 0) return { outcome: 'rejected', reason: 'The key has no policy to keep.' };
  const answer = await tyk.api.call({
    method: 'PUT',
    path: keyPath('key' in name ? name.key : name.hash),
    query: { ...nameQuery(tyk.orgId, name), suppress_reset: '1' },
    body: () => expiredSession(tyk.orgId, read.session),
  });
  if (answer.kind === 'answered' && answer.status === 200 && keyReply.safeParse(answer.json).success) {
    return { outcome: 'expired' };
  }
  const message = refusalMessage(answer);
  // Only PUT says this; it may as well mean that the store is down, so it settles nothing (gateway.md 9).
  if (message?.includes('ensure security settings are correct')) {
    return { outcome: 'unknown', reason: 'the gateway refuses the key’s policies, or its store is down' };
  }
  return unsettled(answer);
}

function expiredSession(orgId: string, session: KeySession) {
  return { org_id: orgId, apply_policies: session.policyIds, expires: 1, meta_data: session.metadata };
}
