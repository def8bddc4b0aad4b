/**
 * What the portal needs from the outside world, in the portal's own words.
 * Adapters (`gateway/`, `emails/`, `server/secret-box.ts`) implement these and import nothing else of `core`.
 */

// ---------------------------------------------------------------- gateway

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

export type HashAlgorithm = 'none' | 'murmur32' | 'murmur64' | 'murmur128' | 'sha256' | 'unknown';

/** What Test connection and doctor tell. */
export type SelfTest =
  | {
      outcome: 'ok';
      version: string | null;
      hashAlgorithm: HashAlgorithm;
      listing: boolean;
      /** Seconds that a deleted key may go on working because of the gateway's session cache (gateway.md 8.1). */
      revocationDelaySeconds: number;
      clockSkewSeconds: number;
      warnings: readonly string[];
    }
  | SecretRefused
  | Unknown;

export type GatewayApi = { apiId: string; name: string; listenPath: string; active: boolean; orgId: string };
export type GatewayPolicy = {
  policyId: string;
  name: string;
  orgId: string;
  active: boolean;
  apiIds: readonly string[];
  partitions: { access: boolean; rate: boolean; quota: boolean };
  rate: number;
  per: number;
  quotaMax: number;
  quotaRenewalSeconds: number;
};
/** An object that the gateway told in a way that nobody can read. It exists, so nothing may call it gone. */
export type BrokenObject = { object: 'api' | 'policy'; id: string };
export type InventoryOutcome =
  | {
      outcome: 'read';
      apis: readonly GatewayApi[];
      policies: readonly GatewayPolicy[] | 'unsupported';
      broken: readonly BrokenObject[];
    }
  | SecretRefused
  | Unknown;

/** A policy that the portal keeps at the gateway: it opens APIs, or it limits; never both. */
export type PolicyWish = {
  policyId: string;
  name: string;
  does:
    | { kind: 'access'; apis: readonly { apiId: string; name: string }[] }
    | {
        kind: 'limits';
        /** Requests per `per` seconds; null is no limit. */
        rate: { requests: number; per: number } | null;
        quota: { requests: number; seconds: number } | null;
      };
};

/** `unsupported`: this gateway takes its policies from elsewhere, so they have to be made there. */
export type PutPolicyOutcome =
  /** It was read back and says what was wished. `wasWritten`: it said something else before. */
  | { outcome: 'applied'; wasWritten: boolean }
  | { outcome: 'rejected'; reason: string }
  | { outcome: 'unsupported' }
  | SecretRefused
  | Unknown;

/** A key that the portal makes, one that it has made, or one that it only knows. */
export type WrittenKey = 'new' | 'known' | 'imported';
/** A call as people read it: what names a key stands as `{id}` or `{key}`, and no secret is in it. */
export type DescribedCall = { method: string; path: string; body: Readonly<Record<string, unknown>> };

/** One gateway. No method throws for what a gateway may do; an unknown outcome is a value. */
export interface GatewayPort {
  /** Upsert by id. `firstIssue` lets the gateway start the quota; every later write keeps it (`suppress_reset=1`). */
  putKey(wish: KeyWish, options: { firstIssue: boolean }): Promise<PutOutcome>;
  /** Reads a key; `absent` is proven by the sentinel. */
  readKey(name: KeyName): Promise<ReadOutcome>;
  /**
   * Replaces the session of a key that exists, named by the whole key or by its hash: for keys that the portal did not
   * draw. Keeps the quota that was used, unless `resetQuota`. It makes none, unless `mayMake`: then a key that is proven
   * gone is made again, where the gateway gives it the same text.
   */
  rewriteKey(name: KeyName, wish: KeyRewrite, options: RewriteOptions): Promise<RewriteOutcome>;
  /** Asks under which hash a key is filed that the gateway was seen to have. */
  hashOfKey(key: string): Promise<HashOutcome>;
  /** Deletes a key under each form that the id may have. */
  deleteKey(name: KeyName): Promise<DeleteOutcome>;
  /** Ends a key of which only the name is known, whatever else it is: reads its session and writes it back expired. */
  expireKey(name: KeyName): Promise<ExpireOutcome>;
  listKeys(): Promise<ListOutcome>;
  preview(policyIds: readonly string[]): Promise<PreviewOutcome>;
  /**
   * Makes or changes a policy and reads it back. What others wrote into it (path rules, metadata, tags) stays; the same
   * wish twice ends the same.
   */
  putPolicy(wish: PolicyWish): Promise<PutPolicyOutcome>;
  /** Takes a policy of the portal away; one that is gone already counts as taken away. */
  deletePolicy(policyId: string): Promise<PutPolicyOutcome>;
  /** The call that would write this session, for who decides about it. Sends nothing. */
  describeWrite(wish: KeyRewrite, key: WrittenKey): DescribedCall;
  /** APIs and policies that products and plans can be made of. */
  inventory(): Promise<InventoryOutcome>;
  selfTest(): Promise<SelfTest>;
}

/** How core finds the adapter for a gateway row. The secret is opened only inside. */
export interface Gateways {
  of(gateway: {
    id: string;
    controlUrl: string;
    secretSealed: Buffer;
    gatewayOrgId: string;
    sentinelId: string;
  }): GatewayPort;
}

// ---------------------------------------------------------------- usage

/** The status codes that the figures count one by one, and what is left of their class. */
export const USAGE_CODES = [
  '400',
  '401',
  '403',
  '404',
  '429',
  '4xx',
  '500',
  '501',
  '502',
  '503',
  '504',
  '5xx',
] as const;
export type UsageCode = (typeof USAGE_CODES)[number];

/** What calls came to. `succeeded` are answers with 2xx; `errors` those with 400 and above. */
export type UsageTally = {
  calls: number;
  succeeded: number;
  errors: number;
  /** All calls together, as the gateway measured them. */
  latencyMs: number;
  codes: Readonly<Record<UsageCode, number>>;
};

export type UsageQuestion = {
  /** `keys` are named by their hash at the gateway, or by the key itself where the gateway keeps keys in the clear. */
  of: 'keys' | 'apis';
  names: readonly string[] | 'all';
  /** From this moment, up to but without the other; both at the start of an hour. */
  from: Date;
  until: Date;
  /** One figure for each hour or day (UTC), or one for all of the time. */
  each: 'hour' | 'day' | 'whole';
  /** One figure for each name, for each name and each API that it called (keys only), or one for all names. */
  split: 'name' | 'name_and_api' | 'none';
};

/** A figure; what it is not split by is null. */
export type UsageFigure = UsageTally & {
  name: string | null;
  apiId: string | null;
  at: Date | null;
  lastCallAt: Date;
};

export type UsageUnavailable = { outcome: 'unavailable'; reason: string };
export type UsageAnswer = { outcome: 'figures'; figures: readonly UsageFigure[] } | UsageUnavailable;
/** The first and the last hour that has figures; null where there are none. */
export type UsageReach = { outcome: 'figures'; first: Date | null; last: Date | null } | UsageUnavailable;

/** Where a gateway's calls are counted. Never throws for a place that is away or has no figures. */
export interface UsageFigures {
  tally(question: UsageQuestion): Promise<UsageAnswer>;
  /** From when to when there are figures of these APIs. */
  reach(apiIds: readonly string[]): Promise<UsageReach>;
}

// ---------------------------------------------------------------- secrets

/** Authenticated encryption and keyed digests, from sub-keys of PORTAL_SECRET. */
export interface SecretBox {
  /** AES-256-GCM; `boundTo` (the row's id and its organization's) must be the same when it is opened. */
  seal(plaintext: string, boundTo: string): Buffer;
  /**
   * Opens what PORTAL_SECRET sealed, or one of PORTAL_SECRET_PREVIOUS. Throws when the ciphertext was changed, moved to
   * another row, or sealed with another secret.
   */
  open(sealed: Buffer, boundTo: string): string;
  /** The same text sealed with PORTAL_SECRET; null when it is already. Throws like `open`. */
  reseal(sealed: Buffer, boundTo: string): Buffer | null;
  /** HMAC-SHA-256 for look-up of a secret without keeping it. `purpose` separates the domains. */
  digest(purpose: string, secret: string): Buffer;
  /** Every digest that a row may carry: `digest`, then those that the previous secrets made. For look-ups. */
  digests(purpose: string, secret: string): readonly Buffer[];
}

// ---------------------------------------------------------------- calls to addresses that people chose

/** One HTTP call to an address that a person or a document named. */
export type OutboundCall = {
  method: string;
  /** `http` or `https`, without user and password. */
  url: string;
  headers: Readonly<Record<string, string>>;
  body: Uint8Array | null;
  /** Whether addresses of private networks may be reached: only where the operator or an admin chose the address. */
  reachesPrivate: boolean;
  timeoutMs: number;
  /** The answer is cut behind so many bytes. */
  maxBytes: number;
};

export type OutboundOutcome =
  | {
      outcome: 'answered';
      status: number;
      statusText: string;
      /** In the order in which they came; a name may come twice. */
      headers: readonly (readonly [name: string, value: string])[];
      body: Uint8Array;
      isCut: boolean;
      ms: number;
    }
  /** Nothing was sent: what is wrong with the address, as a sentence for people. */
  | { outcome: 'refused'; reason: string }
  | { outcome: 'failed'; reason: string; ms: number };

/**
 * Calls an address without following redirects; the address that the name resolved to is the one that was checked and is
 * called. Never throws for what an address or a server may do.
 */
export interface Outbound {
  send(call: OutboundCall): Promise<OutboundOutcome>;
}

// ---------------------------------------------------------------- mail

export type Message = { subject: string; html: string; text: string };

/** Who a mail comes from, where the portal's settings say so. An empty part is taken from the environment's sender. */
export type Sender = { name: string; address: string; replyTo: string };

/** Sends one message. Throws `MailError`; anything else is a fault. */
export interface Mailer {
  send(mail: Message & { messageId: string; to: { name: string; address: string }; from?: Sender }): Promise<void>;
}

/** Why a mail was not taken: `permanent` (a 5xx answer) is not tried again. */
export class MailError extends Error {
  override name = 'MailError';
  constructor(
    message: string,
    readonly permanent: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** How a mail names a key: never more of it than its last four characters. */
type KeyNamed = { firstName: string; appName: string; keyName: string; lastFour: string; link: string };

/**
 * Every message that the portal can send and what it is filled with. All values are plain text; links start with
 * PORTAL_URL.
 */
export type MessageValues = {
  'verify-address': { firstName: string; link: string; hours: number };
  'address-already-known': { firstName: string; loginLink: string; resetLink: string };
  'email-change-confirm': { firstName: string; newEmail: string; link: string; hours: number };
  'email-changed': { firstName: string; newEmail: string; link: string };
  'second-factor-changed': { firstName: string; change: string; link: string };
  'account-deleted': { firstName: string };
  'registration-received': { firstName: string };
  'registration-declined': { firstName: string; reason: string };
  'registration-to-decide': { developerName: string; developerEmail: string; link: string };
  'account-activated': { firstName: string; link: string };
  'account-deactivated': { firstName: string };
  'password-reset': { firstName: string; link: string; hours: number };
  'admin-invitation': { firstName: string; inviterName: string; roleName: string; link: string; hours: number };
  'password-changed': { firstName: string; resetLink: string };
  invitation: { firstName: string; inviterName: string; organizationName: string; link: string; days: number };
  'invitation-to-come': { firstName: string };
  'invitation-accepted': { firstName: string; personName: string; organizationName: string; link: string };
  'invitation-declined': { firstName: string; personName: string; organizationName: string; link: string };
  'member-removed': { firstName: string; organizationName: string; link: string };
  'member-changed': { firstName: string; organizationName: string; roleName: string; changedBy: string; link: string };
  'join-request-to-decide': {
    firstName: string;
    personName: string;
    personEmail: string;
    organizationName: string;
    link: string;
  };
  'join-request-accepted': { firstName: string; organizationName: string; link: string };
  'join-request-declined': { firstName: string; organizationName: string };
  'organization-suspended': { firstName: string; organizationName: string; reason: string };
  'organization-resumed': { firstName: string; organizationName: string; link: string };
  'organization-closing': {
    firstName: string;
    organizationName: string;
    closesOn: string;
    requestedBy: string;
    link: string;
  };
  'organization-closed': { firstName: string; organizationName: string; reason: string; link: string };
  'webhook-paused': {
    firstName: string;
    endpointName: string;
    host: string;
    since: string;
    lastError: string;
    link: string;
  };
  'organization-to-decide': { organizationName: string; requesterName: string; purpose: string; link: string };
  'organization-approved': { firstName: string; organizationName: string; link: string };
  'organization-rejected': { firstName: string; organizationName: string; reason: string };
  'request-to-decide': {
    appName: string;
    productNames: string;
    planName: string;
    requesterName: string;
    organizationName: string;
    link: string;
  };
  'requests-waiting': { firstName: string; count: number; days: number; names: string; link: string };
  'request-nudged': {
    appName: string;
    productNames: string;
    planName: string;
    requesterName: string;
    organizationName: string;
    waiting: string;
    link: string;
  };
  'request-made-for': {
    firstName: string;
    appName: string;
    productNames: string;
    planName: string;
    link: string;
  };
  'request-information-asked': {
    firstName: string;
    appName: string;
    productNames: string;
    question: string;
    link: string;
  };
  'request-information-given': {
    appName: string;
    productNames: string;
    planName: string;
    personName: string;
    organizationName: string;
    answer: string;
    link: string;
  };
  'request-unclaimed': { firstName: string; appName: string; productNames: string; endsOn: string; link: string };
  'request-unclaimed-ended': { firstName: string; appName: string; productNames: string; link: string };
  'request-approved-confirm': {
    firstName: string;
    appName: string;
    productNames: string;
    planName: string;
    link: string;
    days: number;
  };
  'request-approved-key': { firstName: string; appName: string; productNames: string; key: string; link: string };
  'request-declined': { firstName: string; appName: string; productNames: string; reason: string; link: string };
  'request-withdrawn': { firstName: string; appName: string; productNames: string; reason: string; link: string };
  'key-ready': { firstName: string; appName: string; lastFour: string; link: string };
  'key-regenerated': { firstName: string; appName: string; lastFour: string; oldEnds: string; link: string };
  'key-attached': {
    firstName: string;
    appName: string;
    lastFour: string;
    productNames: string;
    planName: string;
    link: string;
  };
  'key-changed': {
    firstName: string;
    appName: string;
    lastFour: string;
    productNames: string;
    planName: string;
    endsOn: string;
    link: string;
  };
  'key-revoked': { firstName: string; appName: string; lastFour: string; link: string };
  'key-failed': { appName: string; reason: string; link: string };
  'key-expires': KeyNamed & { expiresOn: string };
  'key-expired': KeyNamed;
  'key-unused': KeyNamed & { days: number; endsOn: string };
  /** Counts of calls, as people read them; `renews` is a sentence. */
  'quota-nearly-used': KeyNamed & { left: string; max: string; renews: string };
  'quota-used-up': KeyNamed & { max: string; renews: string };
  'key-found': KeyNamed;
  'key-found-admin': { appName: string; organizationName: string; lastFour: string; link: string };
  'app-review': { firstName: string; appName: string; keys: string; link: string };
  'product-changed': { firstName: string; productName: string; title: string; text: string; link: string };
  'product-deprecated': { firstName: string; productName: string; endsOn: string; note: string; link: string };
  'product-retired': { firstName: string; productName: string; link: string };
  'offer-hidden': { gatewayName: string; names: string; link: string };
};
export type MessageName = keyof MessageValues;

/** The parts of a message that an admin may word, as liquid templates. */
export type Wording = { subject: string; html: string; text: string };

/** What is wrong with a wording, as a sentence beside the part that it is about. */
export type WordingProblem = { part: keyof Wording; message: string };

/** What an admin has to know to word a message. */
export type MessageAbout = {
  name: MessageName;
  title: string;
  /** When it is sent, and to whom: sentences. */
  sentWhen: string;
  sentTo: string;
  /** The built-in wording. */
  wording: Wording;
  /** What a template may print, each with an example. */
  variables: readonly { name: string; sample: string }[];
};

/** Turns a message's name and values into subject, HTML and text. Escapes every value. */
export interface MessageRenderer {
  /**
   * In the built-in wording, unless one is given. Throws when a value is missing or the given wording cannot be used.
   */
  render<Name extends MessageName>(
    name: Name,
    values: MessageValues[Name],
    brand: { portalName: string },
    wording?: Wording,
  ): Message;
  /** Everything that is wrong with a wording; nothing when it may be used. */
  check(name: MessageName, wording: Wording): readonly WordingProblem[];
  /** Every message, in the order in which lists show them. */
  about(): readonly MessageAbout[];
  /**
   * The message with its example values, as an admin previews it. Links start with `portalUrl`. Throws like `render`.
   */
  renderSample(name: MessageName, brand: { portalName: string; portalUrl: string }, wording?: Wording): Message;
}
