/** How long a replaced key goes on working, as people choose it (domain.md 6). Seconds. */
export const GRACE_SECONDS = { now: 0, '1h': 3_600, '24h': 86_400, '7d': 604_800 } as const;

/** One of these times, as forms name it. */
export type GracePeriod = keyof typeof GRACE_SECONDS;

/** All of them, the shortest first, for forms. */
export const gracePeriods = Object.keys(GRACE_SECONDS) as GracePeriod[];
