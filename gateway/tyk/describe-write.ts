import type { DescribedCall, WrittenKey } from '@/core/ports/gateway';
import type { KeyRewrite } from '@/core/ports/gateway-keys';
import type { Tyk } from './tyk';
import { sessionOf } from './write-session';

/** How each kind of key is written: as `putKey` sends a key of the portal's own, and `rewriteKey` any other. */
const CALLS: Record<WrittenKey, Pick<DescribedCall, 'method' | 'path'>> = {
  new: { method: 'POST', path: '/tyk/keys/{id}' },
  known: { method: 'POST', path: '/tyk/keys/{id}?suppress_reset=1' },
  imported: { method: 'PUT', path: '/tyk/keys/{key}?suppress_reset=1' },
};

/** The call that would write this session, with a placeholder where the key is named. Sends nothing. */
export function describeWrite(tyk: Pick<Tyk, 'orgId'>, wish: KeyRewrite, key: WrittenKey): DescribedCall {
  return { ...CALLS[key], body: sessionOf(tyk.orgId, wish) };
}
