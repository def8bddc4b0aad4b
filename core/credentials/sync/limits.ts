/** Every wait of the saga, by name. Tests shorten them. */
export type SyncLimits = {
  /**
   * How long a write whose answer never came may still arrive: twice the adapter's deadline, since it sends at most
   * twice, and the delay that we accept on the way (provisioning.md 4.3, T4). Until then no absence is final. Seconds.
   */
  fenceSeconds: number;
  /** The first retry of a gateway that did not answer, doubled each time, and the longest. Seconds. */
  backoffFirstSeconds: number;
  backoffMaxSeconds: number;
  /** A refused secret helps nobody by being shown again (gateway.md 13.9). Seconds. */
  refusedSeconds: number;
  /** A policy that was just added is not there until the gateway has reloaded: so often a refusal is taken for that. */
  rejectionsForgiven: number;
  /** A look before the settling time is over: calls in flight bring keys with a quota back within moments. Seconds. */
  earlyLookSeconds: number;
  /** How often one run ends a key that its callers keep bringing back, and the pause before each look. */
  contestedRoundsMax: number;
  contestedPauseMs: number;
  /** How long the first round presses; each further one twice as long. */
  contestedPressMs: number;
  /** Writes at a time while pressing: half of what the adapter allows in flight, so that other keys get on. */
  contestedWriters: number;
};

/** The waits of a portal that runs. */
export const SYNC_LIMITS: SyncLimits = {
  fenceSeconds: 60,
  backoffFirstSeconds: 1,
  backoffMaxSeconds: 300,
  refusedSeconds: 300,
  rejectionsForgiven: 2,
  earlyLookSeconds: 3,
  contestedRoundsMax: 6,
  contestedPauseMs: 100,
  contestedPressMs: 40,
  contestedWriters: 4,
};

/** Doubles from the first to the longest, and is spread over its second half, so that many keys do not come at once. */
export function backoffSeconds(limits: SyncLimits, attempts: number): number {
  const full = Math.min(limits.backoffMaxSeconds, limits.backoffFirstSeconds * 2 ** Math.min(attempts, 20));
  return full * (0.5 + Math.random() / 2);
}
