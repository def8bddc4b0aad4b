/** How long after an attempt that was not taken the next one comes, in seconds; together about a day. */
const DELAYS = [5, 30, 120, 600, 1800, 3600, 7200, 14_400, 28_800, 28_800] as const;
/** What fails together shall not come back together: each delay is up to so much longer. */
const JITTER = 0.1;

/** Attempts in all, before a message counts as failed. */
export const ATTEMPTS_MAX = DELAYS.length + 1;

/** Seconds until the next attempt after so many; null after the last. */
export function delayAfter(attempts: number, random: () => number = Math.random): number | null {
  const delay = DELAYS[attempts - 1];
  return delay === undefined ? null : delay * (1 + JITTER * random());
}
