import type { DemoConfig } from './model';
import type { Switches } from './switches';
import type { World } from './world';

const CALLS_SHOWN_MAX = 50;

/** What the control page and `/demo/state` show. No key and no hash is in it, only the ends of ids. */
export type DemoState = {
  name: 'Portico demo gateway';
  config: DemoConfig;
  orgId: string;
  switches: Switches;
  apis: ReadonlyArray<{ apiId: string; name: string; listenPath: string }>;
  policies: ReadonlyArray<{ policyId: string; name: string; limits: string }>;
  keys: ReadonlyArray<{ lastFour: string; alias: string; policies: readonly string[]; expires: string; quota: string }>;
  calls: ReadonlyArray<{ at: string; method: string; route: string; status: number }>;
};

/** What the demo’s control page shows; of keys only their last four characters. */
export function stateOf(world: World): DemoState {
  const { apis, policies } = world.definitions.loaded;
  const records = world.store.names().map((name) => world.store.find(name));
  return {
    name: 'Portico demo gateway',
    config: world.config,
    orgId: world.orgId,
    switches: world.switches.get(),
    apis: apis.map(({ apiId, name, listenPath }) => ({ apiId, name, listenPath })),
    policies: policies.map((policy) => ({
      policyId: policy.policyId,
      name: policy.name,
      limits: `${rateText(policy.rate, policy.perSeconds)}, ${quotaText(policy.quotaMax, policy.quotaRenewalSeconds)}`,
    })),
    keys: records
      .filter((record) => record !== undefined)
      .map(({ id, session }) => ({
        lastFour: id.slice(-4),
        alias: session.alias,
        policies: session.apply_policies,
        expires: expiryText(session.expires, world.now()),
        quota: session.quota_max > 0 ? `${session.quota_remaining} of ${session.quota_max} left` : 'none',
      })),
    calls: world.calls
      .all()
      .slice(-CALLS_SHOWN_MAX)
      .reverse()
      .map(({ atMs, method, route, status }) => ({ at: new Date(atMs).toISOString(), method, route, status })),
  };
}

function rateText(rate: number, perSeconds: number): string {
  return rate > 0 ? `${rate} calls per ${perSeconds} s` : 'no rate limit';
}

function quotaText(quotaMax: number, renewalSeconds: number): string {
  return quotaMax > 0 ? `${quotaMax} calls per ${renewalSeconds} s` : 'no quota';
}

function expiryText(expires: number, nowMs: number): string {
  if (expires === 0) return 'never';
  if (expires * 1000 <= nowMs) return 'expired';
  return new Date(expires * 1000).toISOString();
}
