import { setTimeout as wait } from 'node:timers/promises';
import type { Instance } from './instance';

const PAUSE_MS = 5_000;

/**
 * Ends the processes with SIGTERM and starts them again, one after the other, until told to stop; the last one runs again
 * then. Answers how often each was restarted. `beforeEnd` is told each that is about to end; milliseconds lie between.
 */
export async function roll(
  instances: readonly Pick<Instance, 'name' | 'stop' | 'ready'>[],
  ended: AbortSignal,
  beforeEnd: (instance: Pick<Instance, 'name'>) => Promise<void>,
  pauseMs = PAUSE_MS,
): Promise<Map<string, number>> {
  const restarts = new Map<string, number>();
  for (let at = 0; !ended.aborted; at += 1) {
    await wait(pauseMs, undefined, { signal: ended }).catch(() => {});
    const instance = instances[at % instances.length];
    if (ended.aborted || !instance) continue;
    await beforeEnd(instance);
    await instance.stop();
    await instance.ready();
    restarts.set(instance.name, (restarts.get(instance.name) ?? 0) + 1);
  }
  return restarts;
}
