import type { GatewayPort } from '@/core/ports/gateway';
import { createBreaker } from './breaker';
import { createControlApi } from './control-api';
import { deleteKey } from './delete-key';
import { deletePolicy } from './delete-policy';
import { describeWrite } from './describe-write';
import { expireKey } from './expire-key';
import { hashOfKey } from './hash-of-key';
import { inventory } from './inventory';
import { TYK_LIMITS, type TykLimits } from './limits';
import { listKeys } from './list-keys';
import { preview } from './preview';
import { putKey } from './put-key';
import { putPolicy } from './put-policy';
import { readKey } from './read-key';
import { rewriteKey } from './rewrite-key';
import { selfTest } from './self-test';
import { createSentinel } from './sentinel';
import type { Tyk } from './tyk';

/** One gateway as the portal reaches it. */
export type TykGatewayConfig = {
  /** Where `/tyk/keys` is, with the path in front of it if there is one. */
  controlUrl: string;
  /** Sent as `x-tyk-authorization`, and only to the control URL. */
  secret: string;
  /** The organization at the gateway that every key belongs to. */
  orgId: string;
  /** Id of the sentinel key, `[A-Za-z0-9]`, 32 characters, one for each gateway row and never changed. */
  sentinelId: string;
  /** Deadline of one call, milliseconds; 10 seconds unless told. Lists get three times as long. */
  timeoutMs?: number;
  fetch?: typeof globalThis.fetch;
  /** Milliseconds since 1970. */
  now?: () => number;
  limits?: Partial<TykLimits>;
};

/**
 * One Tyk Gateway behind its REST API, as spec/gateway.md measured it. Keep one per gateway row: the breaker, the bound
 * on calls in flight and the sentinel's name live in it.
 * Throws a TypeError when the control URL is not a URL. Its methods throw only for a wish that must never be sent.
 */
export function createTykGateway(config: TykGatewayConfig): GatewayPort {
  const now = config.now ?? Date.now;
  const timeouts = config.timeoutMs ? { callTimeoutMs: config.timeoutMs, listTimeoutMs: config.timeoutMs * 3 } : {};
  const limits: TykLimits = { ...TYK_LIMITS, ...timeouts, ...config.limits };
  const { controlUrl, secret, orgId, sentinelId } = config;
  const api = createControlApi({ controlUrl, secret, limits, fetch: config.fetch ?? globalThis.fetch, now });
  const tyk: Tyk = { api, sentinel: createSentinel(api, { orgId, sentinelId }), orgId, limits, now };
  const breaker = createBreaker(limits, now);

  return {
    putKey: (wish, options) => breaker.guard(() => putKey(tyk, wish, options)),
    readKey: (name) => breaker.guard(() => readKey(tyk, name)),
    rewriteKey: (name, wish, options) => breaker.guard(() => rewriteKey(tyk, name, wish, options)),
    hashOfKey: (key) => breaker.guard(() => hashOfKey(tyk, key)),
    deleteKey: (name) => breaker.guard(() => deleteKey(tyk, name)),
    expireKey: (name) => breaker.guard(() => expireKey(tyk, name)),
    listKeys: () => breaker.guard(() => listKeys(tyk)),
    preview: (policyIds) => breaker.guard(() => preview(tyk, policyIds)),
    putPolicy: (wish) => breaker.guard(() => putPolicy(tyk, wish)),
    deletePolicy: (policyId) => breaker.guard(() => deletePolicy(tyk, policyId)),
    inventory: () => breaker.guard(() => inventory(tyk)),
    describeWrite: (wish, key) => describeWrite(tyk, wish, key),
    selfTest: () => breaker.observe(() => selfTest(tyk, controlUrl)),
  };
}
