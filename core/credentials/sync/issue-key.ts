import type { Context } from '../../context';
import type { GatewayPort } from '../../ports/gateway';
import type { KeyWish } from '../../ports/gateway-keys';
import { activate } from './activate';
import { differenceOf } from './compare-key';
import { failForGood } from './fail-for-good';
import { type KeyRow, openKeyId } from './key-row';
import { makeSureOfDelete } from './late-write';
import type { SyncLimits } from './limits';
import { isStillMine, type Operation, startOperation } from './operation';
import { previewPolicies } from './preview-policies';
import { retryAlarmed, retryLater } from './retry-later';
import { sessionWish } from './session-wish';

const DAY_MS = 86_400_000;

/**
 * Makes the key of a row that is `provisioning`: sends the whole wanted session under the drawn id, reads it back, and
 * only then makes the row `active`. Repeating it is harmless: same id, same key.
 */
export async function issueKey(ctx: Context, gateway: GatewayPort, row: KeyRow, limits: SyncLimits): Promise<void> {
  const operation = await startOperation(ctx, row, limits.fenceSeconds);
  if (!operation) return;
  const previewed = await previewPolicies(ctx, gateway, row.wanted);
  if (previewed.outcome === 'refused') return refuse(ctx, gateway, row, operation, previewed.reason, limits);
  if (previewed.outcome !== 'good') return retryLater(ctx, row, operation, previewed, limits);

  const wish = wishOf(ctx, row);
  await ctx.fault('gw.beforeSend');
  if (!(await isStillMine(ctx, operation))) return;
  const put = await gateway.putKey(wish, { firstIssue: operation.number === 1 });
  await ctx.fault('gw.afterSend');
  if (put.outcome === 'rejected') return refuse(ctx, gateway, row, operation, put.reason, limits);
  if (put.outcome !== 'applied') return retryLater(ctx, row, operation, put, limits);

  const read = await gateway.readKey({ key: put.key });
  await ctx.fault('gw.afterVerify');
  if (read.outcome === 'absent') {
    return retryAlarmed(ctx, row, operation, 'The gateway took the key and does not have it.', limits);
  }
  if (read.outcome !== 'found') return retryLater(ctx, row, operation, read, limits);
  const expected = { expires: unixSeconds(wish.expires), preview: previewed.preview };
  const difference = differenceOf(row, read.session, expected);
  if (difference) return retryAlarmed(ctx, row, operation, difference, limits);

  await ctx.fault('gw.beforeActive');
  const expiresAt = wish.expires instanceof Date ? wish.expires : null;
  const isActive = await activate(ctx, row, operation, { key: put.key, keyHash: put.keyHash, expiresAt });
  if (!isActive) return makeSureOfDelete(ctx, gateway, row);
  await ctx.fault('gw.afterActive');
  if (row.generation > 1) await ctx.fault('rotate.afterNewActive');
}

/** The lifetime counts from now, also for a retry: an expiry that has passed would mean "never" (gateway.md 4.3). */
function wishOf(ctx: Context, row: KeyRow): KeyWish {
  const expires = expiryFrom(ctx, row.wanted.lifetimeDays);
  return { ...sessionWish(row.wanted, expires), id: openKeyId(ctx, row) };
}

/** When a key ends whose lifetime begins now; whole seconds, because the gateway counts in them. */
export function expiryFrom(ctx: Pick<Context, 'now'>, lifetimeDays: number | null): Date | 'never' {
  if (lifetimeDays === null) return 'never';
  const endsAtMs = ctx.now().getTime() + lifetimeDays * DAY_MS;
  return new Date(Math.floor(endsAtMs / 1000) * 1000);
}

/** As the gateway tells it: 0 is never, 1 is ended. */
export function unixSeconds(expires: KeyWish['expires']): number {
  if (expires === 'never') return 0;
  return expires === 'now' ? 1 : Math.floor(expires.getTime() / 1000);
}

/** A refusal is permanent, unless it is one of the first: a policy that was just added appears with the next reload. */
async function refuse(
  ctx: Context,
  gateway: GatewayPort,
  row: KeyRow,
  operation: Operation,
  reason: string,
  limits: SyncLimits,
): Promise<void> {
  if (row.attempts < limits.rejectionsForgiven) return retryAlarmed(ctx, row, operation, reason, limits);
  // An earlier try may have left a key that nobody has seen.
  await gateway.deleteKey({ id: openKeyId(ctx, row) });
  await failForGood(ctx, row, operation, reason);
}
