import { afterAll, beforeAll, beforeEach } from 'vitest';
import { DEMO_ORG_ID } from '../demo/definitions';
import type { DemoConfig, DemoPolicy } from '../demo/model';
import { type DemoGateway, startDemoGateway } from '../demo/start-demo-gateway';

/** The organization at the gateway that all keys belong to. */
export const ORG = DEMO_ORG_ID;
/** A body that is accepted. */
export const GOLD = { org_id: ORG, apply_policies: ['plan-gold'] };
/** What the gateway answers to a write that it refuses, whatever the reason. */
export const AMBIGUOUS = '{"status":"error","message":"Failed to create key, ensure security settings are correct."}';
/** What the gateway answers where there is no key, and where its store is down (gateway.md 9). */
export const NO_KEY = '{"status":"error","message":"Key not found"}';

const SECRET = 'wire-secret';

const whole = (policyId: string, more: Partial<DemoPolicy> = {}): DemoPolicy => ({
  policyId,
  name: policyId,
  apiIds: ['orders-api', 'catalog-api'],
  partitions: 'all',
  rate: 100_000,
  perSeconds: 1,
  quotaMax: -1,
  quotaRenewalSeconds: 0,
  ...more,
});
const DEFINITIONS = {
  apis: [
    { apiId: 'orders-api', name: 'Orders API', listenPath: '/orders/' },
    { apiId: 'catalog-api', name: 'Catalog API', listenPath: '/catalog/' },
  ],
  policies: [
    whole('plan-gold', { metadata: { tier: 'gold' }, tags: ['gold'] }),
    whole('plan-free', { apiIds: ['orders-api'], rate: 5, perSeconds: 10, quotaMax: 20, quotaRenewalSeconds: 3600 }),
    whole('plan-inactive', { isInactive: true }),
    whole('plan-otherorg', { orgId: '5e9d9544a1dcd60001d0ed99' }),
    whole('plan-trial', { keyExpiresInSeconds: 6 }),
    whole('acl-catalog', { apiIds: ['catalog-api'], partitions: ['access'] }),
    whole('rl-slow', {
      apiIds: [],
      partitions: ['rate', 'quota'],
      rate: 3,
      perSeconds: 10,
      quotaMax: 5,
      quotaRenewalSeconds: 60,
    }),
  ],
};

/** A body as it goes over the wire: a text stays what it is. */
export function textOf(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}

/** A demo gateway with the APIs and policies that the real one was measured with; calm and empty before each test. */
export function wireStage(config: Partial<DemoConfig>) {
  let demo: DemoGateway;
  beforeAll(async () => {
    demo = await startDemoGateway({ port: 0, secret: SECRET, orgId: ORG, config, definitions: DEFINITIONS });
  });
  beforeEach(async () => {
    demo.switches.reset();
    await demo.wipeStore();
  });
  afterAll(() => demo.close());

  const ask = async (method: string, path: string, body?: unknown, secret = SECRET) => {
    const sent = body === undefined ? {} : { body: textOf(body) };
    const answer = await fetch(demo.url + path, { method, headers: { 'x-tyk-authorization': secret }, ...sent });
    return { status: answer.status, text: await answer.text() };
  };
  return {
    demo: () => demo,
    ask,
    session: async (path: string): Promise<Record<string, unknown>> => JSON.parse((await ask('GET', path)).text),
  };
}
