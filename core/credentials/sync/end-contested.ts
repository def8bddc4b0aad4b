import { setTimeout as pause } from 'node:timers/promises';
import type { Context } from '../../context';
import type { GatewayPort } from '../../ports/gateway';
import type { KeyName, ReadOutcome } from '../../ports/gateway-keys';
import type { SyncLimits } from './limits';
import { isStillMine, type Operation } from './operation';

/** Writes the key as it shall be, once. */
type Write = () => Promise<{ outcome: string }>;

/** One round presses no longer than this. All rounds together stay well inside the fence. */
const PRESS_MAX_MS = 4_000;
/** Runs that did not last make the next one begin with longer presses, up to so many. */
const EARLIER_COUNTED_MAX = 3;

/**
 * Looks a moment after a key was ended, or given other terms, and writes it again while its callers bring back what it
 * was (`isUndone`; for an ended key: that it lives): a key with a quota is written back by every call in flight (gateway.md 7), so one write is lost as long as calls overlap. The cure is to go
 * on writing for longer than a call lasts, so that each call's write-back is overwritten before the next call loads it;
 * how long that is, nobody knows, so each round presses twice as long. With `isRemoved` the key is deleted too.
 * Bounded: when it gives up, the next look goes on. Whether it worked is decided by the proofs, never here.
 */
export async function endContested(
  ctx: Context,
  gateway: GatewayPort,
  operation: Operation,
  key: {
    write: Write;
    name: KeyName;
    isRemoved?: boolean;
    attempts: number;
    isUndone?: (read: ReadOutcome) => boolean;
  },
  limits: SyncLimits,
): Promise<void> {
  const isUndone = key.isUndone ?? isAlive;
  for (let round = 0; round < limits.contestedRoundsMax; round += 1) {
    await pause(limits.contestedPauseMs);
    const read = await gateway.readKey(key.name);
    if (!isUndone(read) || !(await isStillMine(ctx, operation))) return;
    if (round === 0) ctx.log.warn({ credentialId: operation.credentialId }, 'callers bring back what a key was');
    const pressMs = limits.contestedPressMs * 2 ** (round + Math.min(key.attempts, EARLIER_COUNTED_MAX));
    await press(key.write, Math.min(pressMs, PRESS_MAX_MS), limits.contestedWriters);
    if (key.isRemoved) await gateway.deleteKey(key.name);
  }
}

/** Writes without a pause for so long. An answer that is no success ends it: the gateway is not to be pressed then. */
async function press(write: Write, pressMs: number, writers: number): Promise<void> {
  const end = performance.now() + pressMs;
  const writer = async () => {
    while (performance.now() < end) {
      const written = await write();
      if (written.outcome !== 'applied') return;
    }
  };
  await Promise.all(Array.from({ length: writers }, writer));
}

/** Found, and not ended. */
function isAlive(read: ReadOutcome): boolean {
  return read.outcome === 'found' && read.session.expires !== 1;
}
