import type { ListOutcome } from '@/core/ports/gateway-keys';
import { refusalMessage, unknown, unsettled } from './classify';
import { listReply } from './replies';
import type { Tyk } from './tyk';

/**
 * Every key or key hash of the gateway but the sentinel's. A list without the sentinel is `unknown`: with its store
 * down the gateway answers 200 and an empty list (gateway.md 9).
 */
export async function listKeys(tyk: Tyk): Promise<ListOutcome> {
  const sentinel = await tyk.sentinel.write();
  if (sentinel.outcome !== 'written') return sentinel;

  const answer = await tyk.api.call({ method: 'GET', path: '/tyk/keys', list: true });
  // With hash_keys on, `enable_hashed_keys_listing` is off unless somebody set it.
  if (answer.kind === 'answered' && answer.status === 404 && refusalMessage(answer)) return { outcome: 'unsupported' };
  const reply = answer.kind === 'answered' && answer.status === 200 ? listReply.safeParse(answer.json) : null;
  if (!reply?.success) return unsettled(answer);

  const own = sentinel.keyHash ?? sentinel.key;
  if (!reply.data.keys.includes(own)) return unknown('the list is short: it lacks the sentinel key');
  return {
    outcome: 'listed',
    names: reply.data.keys.filter((name) => name !== own),
    named: sentinel.keyHash === null ? 'key' : 'hash',
  };
}
