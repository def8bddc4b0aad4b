import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { newId, newWish } from '../contract/new-wish';
import { createTykGateway } from '../tyk/tyk-gateway';
import { DEMO_API_IDS, DEMO_APIS, DEMO_ORG_ID, DEMO_POLICIES, demoAccessPolicyId } from './definitions';
import type { DemoConfig, DemoPolicy } from './model';
import { type DemoGateway, startDemoGateway } from './start-demo-gateway';

const SECRET = 'proxy-secret';
const clock = { nowMs: Date.UTC(2026, 10, 21) };
/** A quota that a test can use up, and no rate. */
const TINY: DemoPolicy = {
  policyId: 'plan-tiny',
  name: 'Tiny',
  apiIds: [],
  partitions: ['quota'],
  rate: 0,
  perSeconds: 0,
  quotaMax: 3,
  quotaRenewalSeconds: 60,
};
const DEFINITIONS = {
  apis: DEMO_APIS,
  policies: [...DEMO_POLICIES, TINY, { ...TINY, policyId: 'plan-off', isInactive: true }],
  headers: { 'X-App': '$tyk_meta.app_name', 'X-Nested': '$tyk_meta.nested' },
};

let demo: DemoGateway;
const start = async (config: Partial<DemoConfig> = {}) => {
  demo = await startDemoGateway({
    port: 0,
    secret: SECRET,
    orgId: DEMO_ORG_ID,
    config,
    definitions: DEFINITIONS,
    now: () => clock.nowMs,
  });
};
const adapter = () =>
  createTykGateway({
    controlUrl: demo.url,
    secret: SECRET,
    orgId: DEMO_ORG_ID,
    sentinelId: newId(),
    now: () => clock.nowMs,
  });

async function issue(wanted: Parameters<typeof newWish>[0] = {}) {
  const wish = newWish(wanted);
  const put = await adapter().putKey(wish, { firstIssue: true });
  if (put.outcome !== 'applied') throw new Error('not issued');
  return { ...wish, key: put.key, wish };
}

async function call(key: string | null, path = '/petstore/pets') {
  const answer = await fetch(demo.url + path, key === null ? {} : { headers: { authorization: key } });
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
}

describe('a call through the demo gateway', () => {
  beforeAll(() => start());
  afterEach(() => demo.switches.reset());
  afterAll(() => demo.close());

  test('reaches the upstream without the key, with the headers that the key carries', async () => {
    const { key } = await issue({ metadata: { app_name: 'Ledger', nested: { a: 1 } } });
    const answer = await call(key, '/petstore/pets/7?limit=2');
    expect(answer.status).toBe(200);
    const echoed = JSON.parse(answer.text);
    expect(echoed).toMatchObject({ method: 'GET', path: '/pets/7', query: { limit: '2' } });
    expect(echoed.headers).toMatchObject({ 'x-app': 'Ledger', 'x-nested': '' });
    expect(answer.text).not.toContain(key);
  });

  test('is taken with the key or the bare id, with Bearer or without', async () => {
    const { key, id } = await issue();
    for (const sent of [key, `Bearer ${key}`, `bearer ${key}`, id]) expect((await call(sent)).status).toBe(200);
  });

  test('is refused without a key, with a wrong one, and for an API that the key does not open', async () => {
    const { key } = await issue();
    expect(await call(null)).toMatchObject({ status: 401, text: '{\n    "error": "Authorization field missing"\n}' });
    const disallowed = { status: 403, text: '{\n    "error": "Access to this API has been disallowed"\n}' };
    expect(await call(newId())).toMatchObject(disallowed);
    expect(await call(key, '/payments/')).toMatchObject(disallowed);
    expect((await call(key, '/petstore/')).headers.get('x-generator')).toBe(null);
    expect((await call(key, '/payments/')).headers.get('x-generator')).toBe('tyk.io');
  });

  test('is refused by an inactive policy', async () => {
    const { key } = await issue({ policyIds: ['acl-petstore', 'plan-off'] });
    expect(await call(key)).toMatchObject({
      status: 403,
      text: expect.stringContaining('Key is inactive, please renew'),
    });
  });

  test('is limited by the rate of the plan, and free again when the window has passed', async () => {
    const { key } = await issue({ policyIds: ['acl-petstore', 'plan-free'] });
    for (let done = 0; done < 5; done += 1) expect((await call(key)).status).toBe(200);
    expect(await call(key)).toMatchObject({ status: 429, text: '{\n    "error": "Rate Limit Exceeded"\n}' });
    clock.nowMs += 9_900;
    expect((await call(key)).status).toBe(429);
    clock.nowMs += 200;
    expect((await call(key)).status).toBe(200);
  });

  test('is limited by the quota, which renews', async () => {
    const { key } = await issue({ policyIds: ['acl-petstore', 'plan-tiny'] });
    const remaining: Array<string | null> = [];
    for (let done = 0; done < 3; done += 1) remaining.push((await call(key)).headers.get('x-ratelimit-remaining'));
    expect(remaining).toEqual(['2', '1', '0']);
    expect(await call(key)).toMatchObject({ status: 403, text: '{\n    "error": "Quota exceeded"\n}' });
    clock.nowMs += 61_000;
    expect((await call(key)).headers.get('x-ratelimit-remaining')).toBe('2');
  });

  test('of an unlimited key tells no quota', async () => {
    const { headers } = await call((await issue({ policyIds: ['acl-petstore', 'plan-unlimited'] })).key);
    const told = ['limit', 'remaining', 'reset'].map((name) => headers.get(`x-ratelimit-${name}`));
    expect(told).toEqual(['-1', '0', '0']);
  });

  test('is refused from the second on at which the key expires', async () => {
    clock.nowMs = Math.ceil(clock.nowMs / 1000) * 1000;
    const { key } = await issue({ expires: new Date(clock.nowMs + 3_000) });
    clock.nowMs += 2_900;
    expect((await call(key)).status).toBe(200);
    clock.nowMs += 200;
    expect(await call(key)).toMatchObject({ status: 401, text: '{\n    "error": "Key has expired, please renew"\n}' });
  });

  test('follows its policies as they are now', async () => {
    const { key } = await issue();
    demo.setDefinitions({
      ...DEFINITIONS,
      policies: DEFINITIONS.policies.filter((policy) => policy.policyId === 'plan-free'),
    });
    expect((await call(key)).status).toBe(403);
    demo.setDefinitions(DEFINITIONS);
    expect((await call(key)).status).toBe(200);
  });

  test('finds each of the demo APIs', async () => {
    const { key } = await issue({ policyIds: [...DEMO_API_IDS.map(demoAccessPolicyId), 'plan-unlimited'] });
    for (const apiId of DEMO_API_IDS) expect((await call(key, `/${apiId}/`)).status).toBe(200);
    expect((await call(key, '/nowhere/')).status).toBe(404);
  });

  test('goes on for keys that are cached while the store is down, and only for them', async () => {
    const [cached, other] = [await issue(), await issue()];
    await call(cached.key);
    demo.switches.set({ storeDown: true });
    expect((await call(cached.key)).status).toBe(200);
    expect((await call(other.key)).status).toBe(403);
  });
});

describe('the session cache keeps a deleted key alive as on a real gateway', () => {
  afterEach(() => demo.close());
  const CASES: ReadonlyArray<readonly [string, Partial<DemoConfig>, { keyLives: boolean }]> = [
    ['hash_keys off', { hashKeys: false, hashKeyFunction: '' }, { keyLives: false }],
    ['murmur64', { hashKeyFunction: 'murmur64' }, { keyLives: false }],
    ['murmur32', { hashKeyFunction: '' }, { keyLives: true }],
    ['murmur128', { hashKeyFunction: 'murmur128' }, { keyLives: true }],
    ['sha256', { hashKeyFunction: 'sha256' }, { keyLives: true }],
    ['sha256 without cache', { hashKeyFunction: 'sha256', sessionCacheSeconds: 0 }, { keyLives: false }],
  ];
  for (const [mode, config, { keyLives }] of CASES) {
    test(`${mode}: ${keyLives ? 'for ten seconds' : 'not at all'}`, async () => {
      await start(config);
      const { key, id } = await issue();
      await call(key);
      await adapter().deleteKey({ id });
      expect((await call(key)).status).toBe(keyLives ? 200 : 403);
      clock.nowMs += 10_000;
      expect((await call(key)).status).toBe(403);
    });
  }

  test('the bare id lives on for ten seconds in every mode with a cache', async () => {
    await start({ hashKeyFunction: 'murmur64' });
    const { key, id } = await issue();
    await call(id);
    await adapter().deleteKey({ key });
    expect((await call(id)).status).toBe(200);
    expect((await call(key)).status).toBe(403);
    clock.nowMs += 10_000;
    expect((await call(id)).status).toBe(403);
  });
});

test('with murmur32 a key with another tail is taken for the same one', async () => {
  await start({ hashKeyFunction: '' });
  const { key } = await issue({ id: 'a'.repeat(33) });
  expect((await call(`${key.slice(0, -1)}Z`)).status).toBe(200);
  expect((await call(`${key.slice(0, -3)}ZZZ`)).status).toBe(403);
  await demo.close();
});
