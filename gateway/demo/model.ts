/** An API that the demo gateway serves. Without an organization it belongs to the gateway's own. */
export type DemoApi = { apiId: string; name: string; listenPath: string; orgId?: string };

/** The part of a session that a policy decides. */
export type Partition = 'access' | 'rate' | 'quota';

/** A policy of the demo gateway. Only what its partitions name is taken from it. */
export type DemoPolicy = {
  policyId: string;
  name: string;
  orgId?: string;
  isInactive?: boolean;
  apiIds: readonly string[];
  partitions: 'all' | readonly Partition[];
  /** 0 is no limit. */
  rate: number;
  perSeconds: number;
  /** -1 is no limit. */
  quotaMax: number;
  quotaRenewalSeconds: number;
  metadata?: Readonly<Record<string, unknown>>;
  tags?: readonly string[];
  /** Lifetime of a key made with it, seconds. */
  keyExpiresInSeconds?: number;
  /** As it was written over the control API, with what this gateway makes nothing of. */
  document?: Readonly<Record<string, unknown>>;
};

/** What the gateway was configured with. */
export type Definitions = {
  apis: readonly DemoApi[];
  policies: readonly DemoPolicy[];
  /** Headers for the upstream; `$tyk_meta.name` is replaced by that entry of the key's metadata. */
  headers?: Readonly<Record<string, string>>;
};

/** The values of `hash_key_function`. */
export type HashFunction = 'murmur32' | 'murmur64' | 'murmur128' | 'sha256';

/** The settings of a real gateway that change what a client sees, by the names of its own configuration. */
export type DemoConfig = {
  /** `hash_keys`: keys are filed under their hash. */
  hashKeys: boolean;
  /** `hash_key_function`: empty gives keys of organization and id, and murmur32 as hash; otherwise keys are tokens. */
  hashKeyFunction: '' | HashFunction;
  /** `disable_key_actions_by_username`: the control API does not look keys up by their bare id. */
  disableKeyActionsByUsername: boolean;
  /** Which gateway it behaves like (gateway.md 12). */
  version: 'v3.1.3' | 'v5.14.0' | 'v5.15.0';
  /** How long a session is cached; 0 is `disable_cached_session_state`. */
  sessionCacheSeconds: number;
  /** How long a write waits for a store that hangs before it gives up. */
  storeHangMs: number;
  /** How often `/hello` looks at the store. */
  helloRefreshSeconds: number;
  /** How long a reload takes after its answer. */
  reloadMs: number;
};

/**
 * `hash_keys` with murmur64 is the one mode in which keys are neither kept in the clear nor live on after their
 * deletion: with sha256 and murmur128 the session cache keeps a deleted key alive for 10 seconds (gateway.md 8.1), and
 * murmur32 accepts keys with another ending. The demo should show a revocation, not a wait.
 */
export const DEMO_CONFIG: DemoConfig = {
  hashKeys: true,
  hashKeyFunction: 'murmur64',
  disableKeyActionsByUsername: false,
  version: 'v5.14.0',
  sessionCacheSeconds: 10,
  storeHangMs: 10_000,
  helloRefreshSeconds: 10,
  reloadMs: 20,
};

/** What a key may do at one API; what else a caller wrote is kept as it is. */
export type AccessRight = { api_id?: string; api_name?: string; versions?: string[]; [other: string]: unknown };

/** A key's session, by the gateway's own field names, since those travel. */
export type Session = {
  org_id: string;
  apply_policies: string[];
  access_rights: Record<string, AccessRight>;
  expires: number;
  rate: number;
  per: number;
  quota_max: number;
  quota_remaining: number;
  quota_renews: number;
  quota_renewal_rate: number;
  meta_data: Record<string, unknown>;
  tags: string[];
  alias: string;
  is_inactive: boolean;
  date_created: string;
  last_updated: string;
};

/**
 * What the store holds under one name. Records are replaced, never changed: a call in flight keeps the one it loaded.
 */
export type KeyRecord = {
  /** The id that was imported: its last four characters are what the control page shows. */
  id: string;
  session: Session;
  /** Stored by the switch that grants fewer rights than asked; policies are not applied again. */
  isFrozen?: boolean;
};
