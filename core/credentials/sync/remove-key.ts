import { sql } from 'drizzle-orm';
import type { Context } from '../../context';
import type { GatewayPort, KeyWish } from '../../ports';
import { endContested } from './end-contested';
import { finishRevocation } from './finish-revocation';
import { type KeyRow, openKeyId, readName, settleSeconds } from './key-row';
import type { SyncLimits } from './limits';
import { book, isStillMine, startOperation } from './operation';
import { retryLater } from './retry-later';

/**
 * Ends the key of a row that is `revoking`: first the whole session with the gateway's literal "expired" (its 200 also
 * proves that the store writes), then DELETE. Neither is believed: the key settles, and two proofs of absence follow.
 */
export async function removeKey(ctx: Context, gateway: GatewayPort, row: KeyRow, limits: SyncLimits): Promise<void> {
  const operation = await startOperation(ctx, row, row.keyIdSealed ? limits.fenceSeconds : 0);
  if (!operation) return;
  // Nobody ever claimed it: no key was drawn, so there is nothing at the gateway.
  if (!row.keyIdSealed) return finishRevocation(ctx, row, operation);

  const wish = endedWish(ctx, row);
  await ctx.fault('gw.beforeSend');
  if (!(await isStillMine(ctx, operation))) return;
  const put = await gateway.putKey(wish, { firstIssue: false });
  await ctx.fault('gw.afterSend');
  // A refusal is about the policies, which may be gone. The delete does not need them.
  if (put.outcome !== 'applied' && put.outcome !== 'rejected') return retryLater(ctx, row, operation, put, limits);

  await ctx.fault('gw.beforeDelete');
  if (!(await isStillMine(ctx, operation))) return;
  const name = readName(ctx, row);
  const deleted = await gateway.deleteKey(name);
  await ctx.fault('gw.afterDelete');
  if (deleted.outcome !== 'deleted' && deleted.outcome !== 'absent') {
    return retryLater(ctx, row, operation, deleted, limits);
  }
  await endContested(ctx, gateway, operation, { wish, name, isRemoved: true, attempts: row.attempts }, limits);
  const changes = {
    settlingSince: sql`now()`,
    firstProofAt: null,
    lastError: null,
    putFence: operation.fenceBefore,
  };
  await book(ctx, operation, changes, Math.min(limits.earlyLookSeconds, settleSeconds(row)));
}

function endedWish(ctx: Context, row: KeyRow): KeyWish {
  const { policyIds, metadata, alias } = row.wanted;
  return { id: openKeyId(ctx, row), policyIds, expires: 'now', metadata, alias, tags: [] };
}
