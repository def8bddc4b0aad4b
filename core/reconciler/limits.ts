/** Bounds of one pass. Tests shorten the waits. */
export type ReconcileLimits = {
  /** Keys of one gateway that a pass compares; with more, each pass takes another part of them. */
  checkedMax: number;
  /** Keys compared at the same time; the adapter allows eight calls in flight, and people come first. */
  atOnce: number;
  /** Answers in a row that settle nothing, after which a gateway is left alone until the next pass. */
  silencesMax: number;
  /** Names of the gateway's list that a pass looks into, to learn whose they are. */
  strangersMax: number;
  /** How long a key that was revoked is looked after. Hours. */
  revokedHours: number;
  /** How long an orphan stays ended before it is deleted. Hours. */
  quarantineHours: number;
  /** A look that is so late was forgotten. Seconds. */
  stuckSeconds: number;
  /** Forgotten credentials that a pass goes on with. */
  stuckMax: number;
  /** More orphans than this, or than this share of the known keys, are no accident: a wrong or restored database. */
  orphansMax: number;
  orphansShare: number;
};

/** The limits of a portal that runs. */
export const RECONCILE_LIMITS: ReconcileLimits = {
  checkedMax: 5_000,
  atOnce: 4,
  silencesMax: 3,
  strangersMax: 1_000,
  revokedHours: 24,
  quarantineHours: 24,
  stuckSeconds: 120,
  stuckMax: 100,
  orphansMax: 5,
  orphansShare: 0.01,
};

/** How often a pass comes. Seconds. */
export const PASS_SECONDS = 300;
