import { setTimeout as pause } from 'node:timers/promises';

/**
 * Asks again and again until the answer is truthy, and hands it back; null when the time is over.
 * @template T
 * @param {() => T | Promise<T>} ask
 * @param {{ timeoutMs: number, everyMs?: number, signal?: AbortSignal }} limits
 * @returns {Promise<T | null>}
 */
export async function waitUntil(ask, { timeoutMs, everyMs = 50, signal }) {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    signal?.throwIfAborted();
    const answer = await ask();
    if (answer) return answer;
    if (performance.now() >= deadline) return null;
    await pause(everyMs);
  }
}
