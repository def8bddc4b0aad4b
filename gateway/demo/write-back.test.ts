import { afterEach, expect, test } from 'vitest';
import { newId, newWish } from '../contract/new-wish';
import { createTykGateway } from '../tyk/tyk-gateway';
import { DEMO_APIS, DEMO_ORG_ID, DEMO_POLICIES } from './definitions';
import type { DemoConfig, DemoPolicy } from './model';
import { type DemoGateway, startDemoGateway } from './start-demo-gateway';

const SECRET = 'write-back-secret';
const CALLERS = 24;
const UPSTREAM_MS = 15;
/** The machine may be busy. */
const PATIENCE = { timeout: 10_000 };
/** A quota that 24 callers do not use up, and no rate that would hold them back. */
const BUSY: DemoPolicy = {
  policyId: 'plan-busy',
  name: 'Busy',
  apiIds: [],
  partitions: ['rate', 'quota'],
  rate: 0,
  perSeconds: 0,
  quotaMax: 1_000_000,
  quotaRenewalSeconds: 3_600,
};

let demo: DemoGateway;
afterEach(() => demo.close());

async function busyKey(config: Partial<DemoConfig>, planPolicyId: string) {
  demo = await startDemoGateway({
    port: 0,
    secret: SECRET,
    orgId: DEMO_ORG_ID,
    config,
    definitions: { apis: DEMO_APIS, policies: [...DEMO_POLICIES, BUSY] },
  });
  demo.switches.set({ upstreamDelayMs: UPSTREAM_MS });
  const gateway = createTykGateway({ controlUrl: demo.url, secret: SECRET, orgId: DEMO_ORG_ID, sentinelId: newId() });
  const wish = newWish({ policyIds: ['acl-petstore', planPolicyId] });
  const put = await gateway.putKey(wish, { firstIssue: true });
  if (put.outcome !== 'applied') throw new Error('not issued');
  return { gateway, wish, key: put.key };
}

/** Callers that use the key as fast as they can until they are told to stop. */
function crowd(key: string) {
  let isOpen = true;
  let answered = 0;
  const callers = Array.from({ length: CALLERS }, async () => {
    while (isOpen) {
      const answer = await fetch(`${demo.url}/petstore/`, { headers: { authorization: key } });
      await answer.arrayBuffer();
      answered += 1;
    }
  });
  return {
    answered: () => answered,
    async goHome() {
      isOpen = false;
      await Promise.all(callers);
    },
  };
}

test('a deleted key with a quota comes back while 24 callers use it, and stays away once they are gone', async () => {
  const { gateway, key } = await busyKey({ version: 'v5.14.0' }, 'plan-busy');
  const callers = crowd(key);
  await expect.poll(callers.answered, PATIENCE).toBeGreaterThan(CALLERS * 3);
  expect(await gateway.deleteKey({ key })).toEqual({ outcome: 'deleted' });
  await expect.poll(() => gateway.readKey({ key }), PATIENCE).toMatchObject({ outcome: 'found' });
  await callers.goHome();
  await gateway.deleteKey({ key });
  expect(await gateway.readKey({ key })).toEqual({ outcome: 'absent' });
});

test('a change of a key with a quota is lost while it is used, also on 5.15.0', async () => {
  const { gateway, wish, key } = await busyKey({ version: 'v5.15.0' }, 'plan-busy');
  const callers = crowd(key);
  await expect.poll(callers.answered, PATIENCE).toBeGreaterThan(CALLERS * 3);
  await gateway.putKey({ ...wish, expires: 'now' }, { firstIssue: false });
  await expect.poll(() => gateway.readKey({ key }), PATIENCE).toMatchObject({ session: { expires: 0 } });
  await callers.goHome();
});

const STAYS: ReadonlyArray<readonly [string, Partial<DemoConfig>, string]> = [
  ['a key without a quota', { version: 'v5.14.0' }, 'plan-unlimited'],
  ['a key with a quota on 5.15.0', { version: 'v5.15.0' }, 'plan-busy'],
];
for (const [what, config, planPolicyId] of STAYS) {
  test(`${what} stays deleted while 24 callers use it`, async () => {
    const { gateway, key } = await busyKey(config, planPolicyId);
    const callers = crowd(key);
    await expect.poll(callers.answered, PATIENCE).toBeGreaterThan(CALLERS * 3);
    await gateway.deleteKey({ key });
    const before = callers.answered();
    // Every call that was in flight has come home.
    await expect.poll(callers.answered, PATIENCE).toBeGreaterThan(before + CALLERS * 3);
    expect(await gateway.readKey({ key })).toEqual({ outcome: 'absent' });
    await callers.goHome();
  });
}

test('a key that is revoked by expiry and delete dies under 24 callers when its plan has a low rate', async () => {
  const { gateway, wish, key } = await busyKey({ version: 'v5.14.0' }, 'plan-free');
  const callers = crowd(key);
  await expect.poll(callers.answered, PATIENCE).toBeGreaterThan(CALLERS * 3);
  await gateway.putKey({ ...wish, expires: 'now' }, { firstIssue: false });
  await gateway.deleteKey({ key });
  await expect.poll(() => gateway.readKey({ key }), PATIENCE).toEqual({ outcome: 'absent' });
  expect((await fetch(`${demo.url}/petstore/`, { headers: { authorization: key } })).status).toBe(403);
  await callers.goHome();
});
