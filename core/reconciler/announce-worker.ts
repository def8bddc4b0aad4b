import { setTimeout as pause } from 'node:timers/promises';
import { holdWorkerLock } from '@/db/advisory-lock';
import type { Context } from '../context';

/** How long to wait before a lock whose connection broke is taken again. */
const AGAIN_MS = 5_000;

/**
 * Says that this worker lives, until `ended` or as long as the process does: `unlockDeadWorkers` gives the jobs of all
 * others back. Takes one connection of the pool. Never throws; a worker that cannot say so risks only that a job runs
 * twice, which every job can bear.
 */
export async function announceWorker(ctx: Context, workerName: string, ended: AbortSignal): Promise<void> {
  while (!ended.aborted) {
    try {
      await holdUntilLost(ctx, workerName, ended);
    } catch (error) {
      ctx.log.warn({ err: error, workerName }, 'this worker could not say that it lives');
    }
    await pause(AGAIN_MS, undefined, { ref: false, signal: ended }).catch(() => {});
  }
}

/** Resolves when the connection that holds the lock broke, or when the lock was given back at the end. */
async function holdUntilLost(ctx: Context, workerName: string, ended: AbortSignal): Promise<void> {
  const over = new AbortController();
  const lock = await holdWorkerLock(ctx.db, workerName, () => over.abort());
  const either = AbortSignal.any([over.signal, ended]);
  if (!either.aborted) await new Promise((resolve) => either.addEventListener('abort', resolve, { once: true }));
  await lock.release();
}
