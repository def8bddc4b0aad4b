import { setTimeout as pause } from 'node:timers/promises';
import { log } from './log';

const AGAIN_MS = 500;
const AGAIN_MAX_MS = 10_000;

/** Does what a process needs for its start, again and again until it works: the database may be away just now. */
export async function untilDone<T>(what: string, work: () => Promise<T>): Promise<T> {
  for (let wait = AGAIN_MS; ; wait = Math.min(2 * wait, AGAIN_MAX_MS)) {
    try {
      return await work();
    } catch (error) {
      log.error({ err: error }, `${what} failed; it is tried again in ${wait / 1000} s`);
    }
    await pause(wait);
  }
}
