import type {
  DeleteOutcome,
  ExpireOutcome,
  HashOutcome,
  KeyName,
  KeyRewrite,
  KeyWish,
  ListOutcome,
  PreviewOutcome,
  PutOutcome,
  ReadOutcome,
  RewriteOptions,
  RewriteOutcome,
  SecretRefused,
  Unknown,
} from './gateway-keys';
import type { InventoryOutcome, PolicyWish, PutPolicyOutcome } from './gateway-policies';

/*
 * The ports are what the portal needs from the outside world, in the portal's own words. Adapters (`gateway/`, `emails/`,
 * `server/`) implement them, and import nothing else of `core`.
 */

/** A key that the portal makes, one that it has made, or one that it only knows. */
export type WrittenKey = 'new' | 'known' | 'imported';
/** A call as people read it: what names a key stands as `{id}` or `{key}`, and no secret is in it. */
export type DescribedCall = { method: string; path: string; body: Readonly<Record<string, unknown>> };

/** How the gateway hashes keys (`hash_key_function`); `none` where it keeps them as they are. */
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
  /** The names of all keys of the organization at the gateway. */
  listKeys(): Promise<ListOutcome>;
  /** What a key with these policies would open. Makes no key. */
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
  /** Whether the gateway can be reached and trusted with keys, and what an operator should know of it. */
  selfTest(): Promise<SelfTest>;
}

/** How core finds the adapter for a gateway row. The secret is opened only inside; that throws like `SecretBox.open`. */
export interface Gateways {
  of(gateway: {
    id: string;
    controlUrl: string;
    secretSealed: Buffer;
    gatewayOrgId: string;
    sentinelId: string;
  }): GatewayPort;
}
