/** Everything in the adapter that waits, repeats or grows has its bound here. Tests shorten the waits. */
export type TykLimits = {
  /** One call, from the wish to send it to the last byte of its answer (provisioning.md 4.3). Milliseconds. */
  callTimeoutMs: number;
  /** The same for lists: 73,000 keys took 0.9 s on a fast machine (gateway.md 4.7). Milliseconds. */
  listTimeoutMs: number;
  /** An answer about one key. A session with 20 kB of metadata fits. Bytes. */
  replyMaxBytes: number;
  /** A list of keys, APIs or policies; none of them has pages. Bytes. */
  listReplyMaxBytes: number;
  /** How long a written policy may take until the gateway shows it: reloads come together, once a second or so. */
  policyLoadMs: number;
  /** How often it is looked for meanwhile. Milliseconds. */
  policyLookMs: number;
  /** Calls to one gateway at the same time. */
  callsInFlightMax: number;
  /** Unknown outcomes in a row after which the adapter stops asking. */
  unknownsToOpen: number;
  /** How long it then answers `unknown` at once, before one operation tries again. Milliseconds. */
  openMs: number;
  /** How long a refused secret is not shown again (gateway.md 13.9). Milliseconds. */
  refusedPauseMs: number;
};

/** The limits of a portal that runs. */
export const TYK_LIMITS: TykLimits = {
  callTimeoutMs: 10_000,
  listTimeoutMs: 30_000,
  replyMaxBytes: 64 * 1024,
  listReplyMaxBytes: 64 * 1024 * 1024,
  policyLoadMs: 8_000,
  policyLookMs: 250,
  callsInFlightMax: 8,
  unknownsToOpen: 5,
  openMs: 3_000,
  refusedPauseMs: 15_000,
};
