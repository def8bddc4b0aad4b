import { sql } from 'drizzle-orm';
import type { Context } from '../../context';
import type { GatewayPort } from '../../ports/gateway';
import { endContested } from './end-contested';
import { finishRevocation } from './finish-revocation';
import { isOursToEnd } from './held-key';
import { type KeyRow, readName, settleSeconds } from './key-row';
import type { SyncLimits } from './limits';
import { book, isStillMine, type Operation, startOperation } from './operation';
import { retryLater } from './retry-later';
import { sendWish, sessionWish, writeAgain } from './session-wish';

/**
 * Ends the key of a row that is `revoking`: first the whole session with the gateway's literal "expired" (its 200 also
 * proves that the store writes), then DELETE. Neither is believed: the key settles, and two proofs of absence follow.
 */
export async function removeKey(ctx: Context, gateway: GatewayPort, row: KeyRow, limits: SyncLimits): Promise<void> {
  const hasKey = row.keyIdSealed !== null || row.isImported;
  const operation = await startOperation(ctx, row, hasKey ? limits.fenceSeconds : 0);
  if (!operation) return;
  // Nobody ever claimed it: no key was drawn, so there is nothing at the gateway.
  if (!hasKey) return finishRevocation(ctx, row, operation);
  const mustEnd = row.isImported ? await isThereToEnd(ctx, gateway, row, operation, limits) : true;
  if (mustEnd === 'unknown') return;
  if (!mustEnd) return leaveAlone(ctx, row, operation);

  const wish = sessionWish(row.wanted, 'now');
  await ctx.fault('gw.beforeSend');
  if (!(await isStillMine(ctx, operation))) return;
  const sent = await sendWish(ctx, gateway, row, wish);
  await ctx.fault('gw.afterSend');
  if (sent.outcome === 'unknown' || sent.outcome === 'secret_refused') {
    return retryLater(ctx, row, operation, sent, limits);
  }
  if (sent.outcome === 'anothers') return leaveAlone(ctx, row, operation);

  // A refusal is about the policies, which may be gone. The delete does not need them.
  await ctx.fault('gw.beforeDelete');
  if (!(await isStillMine(ctx, operation))) return;
  const name = readName(ctx, row);
  const deleted = await gateway.deleteKey(name);
  await ctx.fault('gw.afterDelete');
  if (deleted.outcome !== 'deleted' && deleted.outcome !== 'absent') {
    return retryLater(ctx, row, operation, deleted, limits);
  }
  const write = () => writeAgain(ctx, gateway, row, wish);
  await endContested(ctx, gateway, operation, { write, name, isRemoved: true, attempts: row.attempts }, limits);
  await watch(ctx, operation, Math.min(limits.earlyLookSeconds, settleSeconds(row)));
}

/** An attached key has an owner: it is looked at before it is ended. */
async function isThereToEnd(
  ctx: Context,
  gateway: GatewayPort,
  row: KeyRow,
  operation: Operation,
  limits: SyncLimits,
): Promise<boolean | 'unknown'> {
  const read = await gateway.readKey(readName(ctx, row));
  if (read.outcome === 'found') return isOursToEnd(row, read.session);
  if (read.outcome === 'absent') return false;
  await retryLater(ctx, row, operation, read, limits);
  return 'unknown';
}

/**
 * There is no key of this record. Where one was never attached that is the end of it, once no write can come late;
 * otherwise the absence is proven like any other.
 */
async function leaveAlone(ctx: Context, row: KeyRow, operation: Operation): Promise<void> {
  const mayComeLate = row.putFence !== null && row.putFence > row.dbNow;
  if (row.activeAt === null && !mayComeLate) return finishRevocation(ctx, row, operation);
  await watch(ctx, operation, settleSeconds(row));
}

async function watch(ctx: Context, operation: Operation, lookInSeconds: number): Promise<void> {
  const changes = {
    settlingSince: sql`now()`,
    firstProofAt: null,
    lastError: null,
    putFence: operation.fenceBefore,
  };
  await book(ctx, operation, changes, lookInSeconds);
}
