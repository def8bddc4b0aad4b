import { setTimeout as pause } from 'node:timers/promises';
import type { Context } from '../../context';
import type { GatewayPort, KeyName, KeyWish, ReadOutcome } from '../../ports';
import type { SyncLimits } from './limits';
import { isStillMine, type Operation } from './operation';

/**
 * Looks a moment after a key was ended, and ends it again while its callers bring it back: a key with a quota is written
 * back by every call in flight (gateway.md 7), so the end must land in the gap between a call's write-back and the next
 * call; several writes at once find it sooner. With `isRemoved` the key is deleted too. Bounded: when it gives up, the
 * next look goes on. Whether it worked is decided by the proofs, never here.
 */
export async function endContested(
  ctx: Context,
  gateway: GatewayPort,
  operation: Operation,
  key: { wish: KeyWish; name: KeyName; isRemoved?: boolean },
  limits: SyncLimits,
): Promise<void> {
  for (let round = 0; round < limits.contestedRoundsMax; round += 1) {
    await pause(limits.contestedPauseMs);
    const read = await gateway.readKey(key.name);
    if (!isAlive(read) || !(await isStillMine(ctx, operation))) return;
    if (round === 0) ctx.log.warn({ credentialId: operation.credentialId }, 'callers bring an ended key back');
    const writes = Array.from({ length: limits.contestedWrites }, () =>
      gateway.putKey(key.wish, { firstIssue: false }),
    );
    await Promise.all(writes);
    if (key.isRemoved) await gateway.deleteKey(key.name);
  }
}

/** Found, and not ended. */
function isAlive(read: ReadOutcome): boolean {
  return read.outcome === 'found' && read.session.expires !== 1;
}
