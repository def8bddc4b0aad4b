import { sql } from 'drizzle-orm';
import type { Context } from '../../context';
import type { GatewayPort } from '../../ports/gateway';
import type { KeyName, KeyRewrite, ReadOutcome } from '../../ports/gateway-keys';
import { keyDigests } from '../key-secrets';
import { differenceOf } from './compare-key';
import { endContested } from './end-contested';
import { unixSeconds } from './issue-key';
import { type KeyRow, readName, settleSeconds } from './key-row';
import { makeSureOfDelete } from './late-write';
import type { SyncLimits } from './limits';
import { book, isStillMine, type Operation, startOperation } from './operation';
import { previewPolicies } from './preview-policies';
import { retryAlarmed, retryLater } from './retry-later';
import { type Sent, sendWish, sessionWish, writeAgain } from './session-wish';

const RENAMED =
  'The gateway names its keys in another way than before, so the key that people have is not the one it makes now.';
const LOST =
  'The gateway has lost this key. It was attached, and the portal cannot make the same one again: regenerate it.';

const ANOTHERS = 'The key says that another record looks after it. Revoke one of the two.';

/**
 * Sends the wish of an active key again: suspended, resumed, or lost or changed at the gateway. Always the whole
 * session, with its real expiry, and the quota that was used stays used. Then the key settles.
 */
export async function applyWish(ctx: Context, gateway: GatewayPort, row: KeyRow, limits: SyncLimits): Promise<void> {
  const wish = activeWish(row);
  const operation = await startOperation(ctx, row, limits.fenceSeconds);
  if (!operation) return;
  // Sent all the same, a policy that is not there would be left out, and the key have less than before, or no limits.
  const previewed = wish.expires === 'now' ? null : await previewPolicies(ctx, gateway, row.wanted);
  if (previewed?.outcome === 'refused') return retryAlarmed(ctx, row, operation, previewed.reason, limits);
  await ctx.fault('gw.beforeSend');
  if (!(await isStillMine(ctx, operation))) return;
  const sent = await sendWish(ctx, gateway, row, wish);
  await ctx.fault('gw.afterSend');
  if (sent.outcome === 'absent') return retryAlarmed(ctx, row, operation, LOST, limits);
  if (sent.outcome === 'anothers') return retryAlarmed(ctx, row, operation, ANOTHERS, limits);
  if (sent.outcome === 'rejected') return retryAlarmed(ctx, row, operation, sent.reason, limits);
  if (sent.outcome !== 'applied') return retryLater(ctx, row, operation, sent, limits);
  const name = nameAfter(ctx, row, sent);
  if (!name) return retryAlarmed(ctx, row, operation, RENAMED, limits);
  await holdContested(ctx, gateway, row, operation, { wish, name }, limits);

  const difference = await compare(ctx, gateway, row, wish, name);
  if (typeof difference === 'string') return retryAlarmed(ctx, row, operation, difference, limits);
  if (difference) return retryLater(ctx, row, operation, difference, limits);
  const isWritten = await startSettling(ctx, row, operation, limits);
  if (!isWritten) await makeSureOfDelete(ctx, gateway, row);
}

/** An end is held against the key's callers, and so are other terms: of a key with a quota, or where a write was lost. */
async function holdContested(
  ctx: Context,
  gateway: GatewayPort,
  row: KeyRow,
  operation: Operation,
  { wish, name }: { wish: KeyRewrite; name: KeyName },
  limits: SyncLimits,
): Promise<void> {
  const key = { write: () => writeAgain(ctx, gateway, row, wish), name, attempts: row.attempts };
  if (wish.expires === 'now') return endContested(ctx, gateway, operation, key, limits);
  if (!row.wanted.hasQuota && row.attempts === 0) return;
  const expected = { expires: unixSeconds(wish.expires), preview: null };
  const isUndone = (read: ReadOutcome) =>
    read.outcome === 'found' && differenceOf(row, read.session, expected) !== null;
  return endContested(ctx, gateway, operation, { ...key, isUndone }, limits);
}

/**
 * What an active key shall be: as approved, or kept ended while it is suspended (provisioning.md 0.4). So is one whose
 * lifetime passed before the gateway had heard of it: a moment in the past would mean "never" there (gateway.md 4.3).
 */
export function activeWish(row: KeyRow): KeyRewrite {
  const isOver = row.expiresAt !== null && row.expiresAt <= row.dbNow;
  return sessionWish(row.wanted, row.suspendedAt || isOver ? 'now' : (row.expiresAt ?? 'never'));
}

/** Null: the gateway told another key than the one that people have. */
function nameAfter(ctx: Context, row: KeyRow, sent: Sent & { outcome: 'applied' }): KeyName | null {
  if (!('key' in sent)) return readName(ctx, row);
  const { keyDigest } = row;
  return keyDigest && keyDigests(ctx, sent.key).some((digest) => digest.equals(keyDigest)) ? { key: sent.key } : null;
}

async function compare(ctx: Context, gateway: GatewayPort, row: KeyRow, wish: KeyRewrite, name: KeyName) {
  const read = await gateway.readKey(name);
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
