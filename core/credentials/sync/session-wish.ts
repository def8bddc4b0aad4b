import type { WantedKey } from '@/db/schema';
import type { Context } from '../../context';
import type { GatewayPort } from '../../ports/gateway';
import type { KeyRewrite, PutOutcome, RewriteOutcome } from '../../ports/gateway-keys';
import { marksAnother } from './held-key';
import { type KeyRow, openKeyId, readName } from './key-row';

/** What was approved, as a session, with this end. What an attached key said of itself before goes on being said. */
export function sessionWish(wanted: WantedKey, expires: KeyRewrite['expires']): KeyRewrite {
  const { policyIds, metadata, keptMetadata, alias } = wanted;
  return { policyIds, expires, metadata: { ...keptMetadata, ...metadata }, alias, tags: [] };
}

/**
 * What became of a write: of a key that the portal drew the gateway tells the key, of an attached one nothing new.
 * `anothers`: an attached key says by now that another record looks after it, so it was left alone.
 */
export type Sent = PutOutcome | RewriteOutcome | { outcome: 'anothers' };

/**
 * Writes the whole session of a key that was made before, whatever was used of its quota: by its id where the portal
 * drew one, else under the name that it was attached by. Of those one that is lost comes back where the gateway can
 * give it the same text again.
 */
export async function sendWish(ctx: Context, gateway: GatewayPort, row: KeyRow, wish: KeyRewrite): Promise<Sent> {
  if (!row.isImported) return writeAgain(ctx, gateway, row, wish);
  const name = readName(ctx, row);
  const read = await gateway.readKey(name);
  if (read.outcome === 'unknown' || read.outcome === 'secret_refused') return read;
  // Two records that both write one key would do so for ever.
  if (read.outcome === 'found' && marksAnother(row, read.session)) return { outcome: 'anothers' };
  // What shall end is not made for it.
  return gateway.rewriteKey(name, wish, { resetQuota: false, mayMake: wish.expires !== 'now' });
}

/** The same without a look before it and without making anything: for what was written a moment ago. */
export function writeAgain(ctx: Context, gateway: GatewayPort, row: KeyRow, wish: KeyRewrite): Promise<Sent> {
  if (row.isImported) return gateway.rewriteKey(readName(ctx, row), wish, { resetQuota: false });
  return gateway.putKey({ ...wish, id: openKeyId(ctx, row) }, { firstIssue: false });
}
