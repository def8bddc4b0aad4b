import { sql } from 'drizzle-orm';
import type { Context } from '../../context';
import type { GatewayPort, KeyWish } from '../../ports';
import { keyDigest } from '../key-secrets';
import { differenceOf } from './compare-key';
import { endContested } from './end-contested';
import { unixSeconds } from './issue-key';
import { type KeyRow, openKeyId, settleSeconds } from './key-row';
import { makeSureOfDelete } from './late-write';
import type { SyncLimits } from './limits';
import { book, isStillMine, type Operation, startOperation } from './operation';
import { previewPolicies } from './preview-policies';
import { retryAlarmed, retryLater } from './retry-later';

const RENAMED =
  'The gateway names its keys in another way than before, so the key that people have is not the one it makes now.';

/**
 * Sends the wish of an active key again: suspended, resumed, or lost or changed at the gateway. Always the whole
 * session, with its real expiry, and the quota that was used stays used. Then the key settles.
 */
export async function applyWish(ctx: Context, gateway: GatewayPort, row: KeyRow, limits: SyncLimits): Promise<void> {
  const wish = activeWish(ctx, row);
  const operation = await startOperation(ctx, row, limits.fenceSeconds);
  if (!operation) return;
  await ctx.fault('gw.beforeSend');
  if (!(await isStillMine(ctx, operation))) return;
  const put = await gateway.putKey(wish, { firstIssue: false });
  await ctx.fault('gw.afterSend');
  if (put.outcome === 'rejected') return retryAlarmed(ctx, row, operation, put.reason, limits);
  if (put.outcome !== 'applied') return retryLater(ctx, row, operation, put, limits);
  if (!row.keyDigest?.equals(keyDigest(ctx, put.key))) return retryAlarmed(ctx, row, operation, RENAMED, limits);
  if (wish.expires === 'now')
    await endContested(ctx, gateway, operation, { wish, name: { key: put.key }, attempts: row.attempts }, limits);

  const difference = await compare(ctx, gateway, row, wish, put.key);
  if (typeof difference === 'string') return retryAlarmed(ctx, row, operation, difference, limits);
  if (difference) return retryLater(ctx, row, operation, difference, limits);
  const isWritten = await startSettling(ctx, row, operation, limits);
  if (!isWritten) await makeSureOfDelete(ctx, gateway, row);
}

/**
 * What an active key shall be: as approved, or kept ended while it is suspended (provisioning.md 0.4). So is one whose
 * lifetime passed before the gateway had heard of it: a moment in the past would mean "never" there (gateway.md 4.3).
 */
export function activeWish(ctx: Context, row: KeyRow): KeyWish {
  const { policyIds, metadata, alias } = row.wanted;
  const isOver = row.expiresAt !== null && row.expiresAt <= row.dbNow;
  const expires = row.suspendedAt || isOver ? 'now' : (row.expiresAt ?? 'never');
  return { id: openKeyId(ctx, row), policyIds, expires, metadata, alias, tags: [] };
}

async function compare(ctx: Context, gateway: GatewayPort, row: KeyRow, wish: KeyWish, key: string) {
  const read = await gateway.readKey({ key });
  await ctx.fault('gw.afterVerify');
  if (read.outcome === 'absent') return 'The gateway took the key and does not have it.';
  if (read.outcome !== 'found') return read;
  const previewed = await previewPolicies(ctx, gateway, row.wanted);
  const preview = previewed.outcome === 'good' ? previewed.preview : null;
  return differenceOf(row, read.session, { expires: unixSeconds(wish.expires), preview });
}

/** A write that was taken is not one that stays: it is watched until two reads a settling time apart agree. */
function startSettling(ctx: Context, row: KeyRow, operation: Operation, limits: SyncLimits): Promise<boolean> {
  const changes = {
    settlingSince: sql`now()`,
    firstProofAt: null,
    settledAt: null,
    lastError: null,
    putFence: operation.fenceBefore,
  };
  return book(ctx, operation, changes, Math.min(limits.earlyLookSeconds, settleSeconds(row)));
}
