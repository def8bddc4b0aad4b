import type { SecretRefused, Unknown } from './gateway-keys';

/** An API as the gateway has it; `orgId` is the organization at the gateway, not one of the portal. */
export type GatewayApi = { apiId: string; name: string; listenPath: string; active: boolean; orgId: string };
/**
 * A gateway policy. `partitions` says which parts of a session it decides. `rate` requests are allowed in `per` seconds; a
 * `quotaMax` of -1 is unlimited.
 */
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
/** All that products and plans can be made of. `unsupported`: this gateway does not list its policies. */
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
