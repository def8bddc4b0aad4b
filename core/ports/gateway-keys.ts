/**
 * How a key is named at the gateway: by the id that the portal drew, by the key that the gateway answered, or by its
 * key hash, where nobody knows the key any more.
 */
export type KeyName = { id: string } | { key: string } | { hash: string };

/**
 * The whole session that a key shall have. Every write replaces the session; what is left out is dropped (gateway.md
 * 4.5).
 */
export type KeyWish = {
  /** 32 characters of [A-Za-z0-9], drawn by the portal. Always the id, never the returned key (gateway.md 13.2). */
  id: string;
  /** Gateway policy ids: the access policies of the products, then the limits policy of the plan. Never empty. */
  policyIds: readonly string[];
  /** `never`, `now` (the gateway's literal 1: expired), or an instant that must lie in the future when it is sent. */
  expires: 'never' | 'now' | Date;
  /** What upstreams may read. Flat ASCII entries can be injected as headers; objects only through the session. */
  metadata: Readonly<Record<string, unknown>>;
  alias: string;
  tags: readonly string[];
};

/** The whole session that a key which exists already shall have; the key keeps its name. */
export type KeyRewrite = Omit<KeyWish, 'id'>;

/** What the gateway says that a key is. Absent fields are zero (gateway.md 4.4). */
export type KeySession = {
  /** The organization at the gateway that the key belongs to; empty where the gateway does not say. */
  orgId: string;
  /** The gateway refuses it until somebody makes it active again. */
  isInactive: boolean;
  policyIds: readonly string[];
  /** Gateway API ids that the key opens. */
  apiIds: readonly string[];
  /** Unix seconds; 0 is never, 1 is the literal "expired". */
  expires: number;
  /** -1 is unlimited. */
  quotaMax: number;
  quotaRemaining: number;
  /** Unix seconds; 0 until the first call. */
  quotaRenews: number;
  rate: number;
  per: number;
  metadata: Readonly<Record<string, unknown>>;
};

/** 403 from the control API: wrong secret. Stop and alarm; trying again helps nobody (gateway.md 4.1). */
export type SecretRefused = { outcome: 'secret_refused' };
/** Nobody knows whether it happened: time-out, reset, 5xx, nonsense, or a store that is down. */
export type Unknown = { outcome: 'unknown'; reason: string };

/** `applied` says the key as callers send it, and its key hash where the gateway told one; it was read back. */
export type PutOutcome =
  | { outcome: 'applied'; key: string; keyHash: string | null }
  /** Permanent: the same call would be refused again. */
  | { outcome: 'rejected'; reason: string }
  | SecretRefused
  | Unknown;

/**
 * `absent` is only said when a sentinel read before and after answered 200: a bare 404 proves nothing (gateway.md 9).
 */
export type ReadOutcome = { outcome: 'found'; session: KeySession } | { outcome: 'absent' } | SecretRefused | Unknown;

/** `deleted` means accepted, not proven: a key with a quota may come back (gateway.md 7). Settle, then read. */
export type DeleteOutcome = { outcome: 'deleted' } | { outcome: 'absent' } | SecretRefused | Unknown;

/** `expired` means accepted, not proven, like every write. */
export type ExpireOutcome =
  | { outcome: 'expired' }
  | { outcome: 'absent' }
  | { outcome: 'rejected'; reason: string }
  | SecretRefused
  | Unknown;

/** `absent`: there is no key to write to, proven by the sentinel; nothing was made. */
export type RewriteOutcome =
  | { outcome: 'applied' }
  | { outcome: 'absent' }
  /** Permanent: the same call would be refused again. */
  | { outcome: 'rejected'; reason: string }
  | SecretRefused
  | Unknown;

/** `resetQuota` lets the quota begin anew. `mayMake`: a key that is proven gone may be made again. */
export type RewriteOptions = { resetQuota: boolean; mayMake?: boolean };

/** The key hash under which the gateway files a key; null where it keeps keys as they are, or hashes in no known way. */
export type HashOutcome = { outcome: 'told'; hash: string | null } | SecretRefused | Unknown;

/** `full` names are keys; `hashed` names are key hashes. A short or empty list never drives a repair. */
export type ListOutcome =
  | { outcome: 'listed'; names: readonly string[]; named: 'key' | 'hash' }
  | { outcome: 'unsupported' }
  | SecretRefused
  | Unknown;

/** What a key with these policies would open, asked before anything is issued (provisioning.md 0.6). */
export type PreviewOutcome =
  | { outcome: 'would_open'; apiIds: readonly string[]; quotaMax: number; missingPolicyIds: readonly string[] }
  | { outcome: 'unsupported' }
  | SecretRefused
  | Unknown;
