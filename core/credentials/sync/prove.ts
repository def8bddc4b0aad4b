import { sql } from 'drizzle-orm';
import type { Context } from '../../context';
import type { GatewayPort } from '../../ports/gateway';
import type { KeySession } from '../../ports/gateway-keys';
import { activeWish } from './apply-wish';
import { differenceOf } from './compare-key';
import { finishRevocation } from './finish-revocation';
import { isOursToEnd } from './held-key';
import { unixSeconds } from './issue-key';
import { endName, type KeyRow, readName, settleSeconds } from './key-row';
import { backoffSeconds, type SyncLimits } from './limits';
import { book, type Operation, startOperation } from './operation';
import { previewPolicies } from './preview-policies';
import { retryLater } from './retry-later';
import { settlePresence } from './settle-presence';

/**
 * Looks whether a revoked key stayed away. Two reads a settling time apart must agree, the last one after the fence, or
 * it is removed again. Each absence is one that the sentinel vouches for (provisioning.md 0.2, 0.3).
 */
export async function proveAbsence(ctx: Context, gateway: GatewayPort, row: KeyRow, limits: SyncLimits): Promise<void> {
  const operation = await startOperation(ctx, row, 0);
  if (!operation) return;
  // By every form of the id: a gateway whose configuration changed may hold it under another name.
  const read = await gateway.readKey(endName(ctx, row));
  if (read.outcome === 'unknown' || read.outcome === 'secret_refused') {
    return retryLater(ctx, row, operation, read, limits);
  }
  const isThere = read.outcome === 'found' && isOursToEnd(row, read.session);
  if (isThere) return startOver(ctx, row, operation, 'The key came back.', limits);
  if (lastProofIsIn(row)) return finishRevocation(ctx, row, operation);
  await bookProof(ctx, row, operation);
}

/** The same for a key that lives: is it still as it shall be? The second of two reads that agree ends the watch. */
export async function provePresence(
  ctx: Context,
  gateway: GatewayPort,
  row: KeyRow,
  limits: SyncLimits,
): Promise<void> {
  const operation = await startOperation(ctx, row, 0);
  if (!operation) return;
  const read = await gateway.readKey(readName(ctx, row));
  if (read.outcome === 'absent') return startOver(ctx, row, operation, 'The key was lost at the gateway.', limits);
  if (read.outcome !== 'found') return retryLater(ctx, row, operation, read, limits);
  const difference = await differenceNow(ctx, gateway, row, read.session);
  if (difference) return startOver(ctx, row, operation, difference, limits);
  if (!lastProofIsIn(row)) return bookProof(ctx, row, operation);
  await settlePresence(ctx, row, operation, secondsUntilEnd(row));
}

/** How an active key differs from what it shall be, right now; null when it does not. */
export async function differenceNow(
  ctx: Context,
  gateway: GatewayPort,
  row: KeyRow,
  session: KeySession,
): Promise<string | null> {
  const previewed = await previewPolicies(ctx, gateway, row.wanted);
  const preview = previewed.outcome === 'good' ? previewed.preview : null;
  return differenceOf(row, session, { expires: unixSeconds(activeWish(row).expires), preview });
}

function lastProofIsIn(row: KeyRow): boolean {
  if (!row.firstProofAt) return false;
  const since = row.dbNow.getTime() - row.firstProofAt.getTime();
  const isBehindFence = !row.putFence || row.status === 'active' || row.dbNow > row.putFence;
  return since >= settleSeconds(row) * 1000 && isBehindFence;
}

/** The first read that comes a settling time after the write is the first proof; one before it is only a look. */
async function bookProof(ctx: Context, row: KeyRow, operation: Operation): Promise<void> {
  const settle = settleSeconds(row);
  const elapsed = (row.dbNow.getTime() - (row.settlingSince ?? row.dbNow).getTime()) / 1000;
  if (elapsed < settle) {
    await book(ctx, operation, {}, settle - elapsed);
    return;
  }
  const isFirst = row.firstProofAt === null;
  const untilSecond = isFirst ? settle : settle - (row.dbNow.getTime() - (row.firstProofAt?.getTime() ?? 0)) / 1000;
  const untilFence = row.putFence ? (row.putFence.getTime() - row.dbNow.getTime()) / 1000 : 0;
  const wait = Math.max(0, untilSecond, row.status === 'revoking' ? untilFence : 0);
  await book(ctx, operation, isFirst ? { firstProofAt: sql`now()` } : {}, wait);
}

/** What was written did not last: write it again. The first time at once, then ever more slowly. */
async function startOver(
  ctx: Context,
  row: KeyRow,
  operation: Operation,
  why: string,
  limits: SyncLimits,
): Promise<void> {
  ctx.log.warn({ credentialId: row.id, why }, 'a write to the gateway did not last');
  const pending = {
    settlingSince: null,
    firstProofAt: null,
    settledAt: null,
    attempts: row.attempts + 1,
    lastError: why,
  };
  await book(ctx, operation, pending, row.attempts === 0 ? 0 : backoffSeconds(limits, row.attempts));
}

/** When a settled key has to be looked at again: at the end of its grace, or of its lifetime. Null: never. */
function secondsUntilEnd(row: KeyRow): number | null {
  const ends = [row.endsAt, row.expiresAt].flatMap((at) => (at ? [at.getTime()] : []));
  if (ends.length === 0) return null;
  return Math.max(0, (Math.min(...ends) - row.dbNow.getTime()) / 1000);
}
