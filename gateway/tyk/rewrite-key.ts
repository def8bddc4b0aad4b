import type { KeyName, KeyRewrite, RewriteOutcome } from '@/core/ports';
import { unknown } from './classify';
import { keyForms, nameQuery } from './key-forms';
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
  options: { resetQuota: boolean },
): Promise<RewriteOutcome> {
  if ('id' in name) throw new Error('rewriteKey: name the key or its hash; an id can be imported as a whole');
  const [form] = keyForms(tyk.orgId, name);
  if (form === undefined) return { outcome: 'absent' };
  const call = { method: 'PUT' as const, path: keyPath(form), query: nameQuery(tyk.orgId, name), ...options };
  const written = await writeSession(tyk, call, wish);
  if (written.outcome === 'applied') return { outcome: 'applied' };
  if (written.outcome !== 'missing') return written;
  // With its store down a gateway says the same: only a proven look tells "gone" from "cannot look" (gateway.md 9).
  const read = await readKey(tyk, name);
  return read.outcome === 'found' ? unknown('the gateway has the key and could not write it') : read;
}
