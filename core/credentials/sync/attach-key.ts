import type { Context } from '../../context';
import type { GatewayPort } from '../../ports/gateway';
import type { KeyRewrite, KeySession, ReadOutcome } from '../../ports/gateway-keys';
import { activate } from './activate';
import { differenceOf } from './compare-key';
import { endContested } from './end-contested';
import { failForGood } from './fail-for-good';
import { marksThis } from './held-key';
import { expiryFrom, unixSeconds } from './issue-key';
import { type KeyRow, openKey, readName } from './key-row';
import { makeSureOfDelete } from './late-write';
import type { SyncLimits } from './limits';
import { isStillMine, type Operation, startOperation } from './operation';
import { previewPolicies } from './preview-policies';
import { refusalToAttach } from './refuse-to-attach';
import { rememberFound } from './remember-found';
import { retryAlarmed, retryLater } from './retry-later';
import { sessionWish, writeAgain } from './session-wish';

const NO_SUCH_KEY = 'The gateway has no such key. Give the whole key as its consumers send it, or its hash.';
const TAKEN = 'This key is being attached by another record.';

/** A key that the gateway has and that may be attached. */
type Found = {
  session: KeySession;
  /** An earlier turn's write has reached it. */
  isWritten: boolean;
  hash: string | null;
  wish: KeyRewrite;
  preview: { apiIds: readonly string[]; quotaMax: number } | null;
};

/**
 * Attaches the key of a row that is `provisioning` and imported: looks that the gateway has it and that it is nobody
 * else's, remembers what it says, writes the approved session under its own name, reads it back, and only then makes the
 * row `active`. Nothing is ever made: a key that is not there stays away. Repeating it is harmless.
 */
export async function attachKey(ctx: Context, gateway: GatewayPort, row: KeyRow, limits: SyncLimits): Promise<void> {
  const operation = await startOperation(ctx, row, 0);
  if (!operation) return;
  const found = await look(ctx, gateway, row, operation, limits);
  if (!found) return;
  await ctx.fault('import.afterRead');
  if (!(await isStillMine(ctx, operation))) return;
  const { wish, isWritten } = found;
  const resetQuota = row.wanted.resetsQuota === true && !isWritten;
  const put = await gateway.rewriteKey(readName(ctx, row), wish, { resetQuota });
  await ctx.fault('import.afterWrite');
  if (put.outcome === 'rejected') return refuse(ctx, row, operation, { reason: put.reason, isWritten }, limits);
  if (put.outcome === 'absent') return retryAlarmed(ctx, row, operation, 'The key was deleted at the gateway.', limits);
  if (put.outcome !== 'applied') return retryLater(ctx, row, operation, put, limits);
  await hold(ctx, gateway, row, operation, found, limits);
  await confirm(ctx, gateway, row, operation, found, limits);
}

/** Null: it cannot be attached, or not now, and the turn is over. */
async function look(
  ctx: Context,
  gateway: GatewayPort,
  row: KeyRow,
  operation: Operation,
  limits: SyncLimits,
): Promise<Found | null> {
  const read = await gateway.readKey(readName(ctx, row));
  if (read.outcome === 'absent') return ended(failForGood(ctx, row, operation, NO_SUCH_KEY));
  if (read.outcome !== 'found') return ended(retryLater(ctx, row, operation, read, limits));
  const { session } = read;
  const refusal = await refusalToAttach(ctx, row, session);
  if (refusal) return ended(giveUp(ctx, row, operation, refusal, limits));
  const isWritten = marksThis(row, session);
  const previewed = await previewPolicies(ctx, gateway, row.wanted);
  if (previewed.outcome === 'refused') {
    return ended(refuse(ctx, row, operation, { reason: previewed.reason, isWritten }, limits));
  }
  if (previewed.outcome !== 'good') return ended(retryLater(ctx, row, operation, previewed, limits));
  const told = await hashOf(ctx, gateway, row);
  if (told.outcome !== 'told') return ended(retryLater(ctx, row, operation, told, limits));
  const { hash } = told;
  const wanted = await rememberFound(ctx, row, operation, { hash, session }, limits);
  if (wanted === 'taken') return ended(giveUp(ctx, row, operation, TAKEN, limits));
  if (wanted === 'lost') return null;
  const wish = sessionWish(wanted, endOf(ctx, row, session));
  return { session, isWritten, hash, wish, preview: previewed.preview };
}

async function ended(turn: Promise<void>): Promise<null> {
  await turn;
  return null;
}

/** A key with a quota that is in use is written back as it was by every call in flight (gateway.md 7). */
async function hold(
  ctx: Context,
  gateway: GatewayPort,
  row: KeyRow,
  operation: Operation,
  { session, wish }: Found,
  limits: SyncLimits,
): Promise<void> {
  const mayBeUndone = session.quotaMax > 0 || row.wanted.hasQuota || row.attempts > 0;
  if (!mayBeUndone) return;
  const expected = { expires: unixSeconds(wish.expires), preview: null };
  const key = {
    name: readName(ctx, row),
    write: () => writeAgain(ctx, gateway, row, wish),
    isUndone: (seen: ReadOutcome) => seen.outcome === 'found' && differenceOf(row, seen.session, expected) !== null,
    attempts: row.attempts,
  };
  await endContested(ctx, gateway, operation, key, limits);
}

/** Reads it back, as after every write, and lets the key count. */
async function confirm(
  ctx: Context,
  gateway: GatewayPort,
  row: KeyRow,
  operation: Operation,
  { wish, hash, preview }: Found,
  limits: SyncLimits,
): Promise<void> {
  const read = await gateway.readKey(readName(ctx, row));
  await ctx.fault('gw.afterVerify');
  if (read.outcome === 'absent') {
    return retryAlarmed(ctx, row, operation, 'The gateway took the key and does not have it.', limits);
  }
  if (read.outcome !== 'found') return retryLater(ctx, row, operation, read, limits);
  const difference = differenceOf(row, read.session, { expires: unixSeconds(wish.expires), preview });
  if (difference) return retryAlarmed(ctx, row, operation, difference, limits);
  await ctx.fault('gw.beforeActive');
  const expiresAt = wish.expires instanceof Date ? wish.expires : null;
  const isActive = await activate(ctx, row, operation, { key: null, keyHash: hash, expiresAt });
  if (!isActive) return makeSureOfDelete(ctx, gateway, row);
  await ctx.fault('gw.afterActive');
}

/** The plan's lifetime counts from now. A key that ends sooner by itself does not live longer for being attached. */
function endOf(ctx: Context, row: KeyRow, session: KeySession): Date | 'never' {
  const byPlan = expiryFrom(ctx, row.wanted.lifetimeDays);
  const own = session.expires > 1 ? new Date(session.expires * 1000) : null;
  return own && (byPlan === 'never' || own < byPlan) ? own : byPlan;
}

async function hashOf(ctx: Context, gateway: GatewayPort, row: KeyRow) {
  const key = openKey(ctx, row);
  return key === null ? { outcome: 'told' as const, hash: row.gatewayKeyHash } : gateway.hashOfKey(key);
}

/** A policy that was just added appears with the next reload. A key that was written already is not left half done. */
async function refuse(
  ctx: Context,
  row: KeyRow,
  operation: Operation,
  refused: { reason: string; isWritten: boolean },
  limits: SyncLimits,
): Promise<void> {
  const isForgiven = refused.isWritten || row.attempts < limits.rejectionsForgiven;
  if (isForgiven) return retryAlarmed(ctx, row, operation, refused.reason, limits);
  await giveUp(ctx, row, operation, refused.reason, limits);
}

/** Not while an earlier write may still reach the key: it would say that a record looks after it which has given up. */
async function giveUp(
  ctx: Context,
  row: KeyRow,
  operation: Operation,
  reason: string,
  limits: SyncLimits,
): Promise<void> {
  const mayComeLate = row.putFence !== null && row.putFence > row.dbNow;
  if (mayComeLate) return retryAlarmed(ctx, row, operation, reason, limits);
  await failForGood(ctx, row, operation, reason);
}
