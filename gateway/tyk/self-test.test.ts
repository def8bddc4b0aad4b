import { afterEach, expect, test } from 'vitest';
import { newId } from '../contract/new-wish';
import { DEMO_APIS, DEMO_ORG_ID, DEMO_POLICIES } from '../demo/definitions';
import type { DemoConfig } from '../demo/model';
import { type DemoGateway, startDemoGateway } from '../demo/start-demo-gateway';
import { createTykGateway, type TykGatewayConfig } from './tyk-gateway';
import { bringsDeletedKeysBack, isBefore } from './version';

const SECRET = 'self-test-secret';
let demo: DemoGateway;
afterEach(() => demo?.close());

async function probe(config: Partial<DemoConfig>, adapter: Partial<TykGatewayConfig> = {}) {
  demo = await startDemoGateway({ port: 0, secret: SECRET, orgId: DEMO_ORG_ID, config });
  return ask(adapter);
}

async function ask(adapter: Partial<TykGatewayConfig> = {}) {
  const config = { controlUrl: demo.url, secret: SECRET, orgId: DEMO_ORG_ID, sentinelId: newId() };
  const found = await createTykGateway({ ...config, ...adapter }).selfTest();
  if (found.outcome !== 'ok') throw new Error(found.outcome);
  return { ...found, text: found.warnings.join('\n') };
}

test('murmur32 is warned of, and the delay of its revocation is told', async () => {
  const found = await probe({ hashKeyFunction: '' });
  expect(found).toMatchObject({ hashAlgorithm: 'murmur32', revocationDelaySeconds: 10 });
  expect(found.text).toContain('murmur32');
  expect(found.text).toContain('up to 10 seconds');
});

test('sha256 is not warned of, but its delay is', async () => {
  const found = await probe({ hashKeyFunction: 'sha256' });
  expect(found).toMatchObject({ hashAlgorithm: 'sha256', revocationDelaySeconds: 10 });
  expect(found.text).not.toContain('Keys should not be issued here');
});

test('murmur64 revokes at once', async () => {
  expect(await probe({ hashKeyFunction: 'murmur64' })).toMatchObject({ revocationDelaySeconds: 0 });
});

test('quota policies are warned of on versions where deleted keys come back, and only there', async () => {
  const before = await probe({ version: 'v5.14.0' });
  expect(before.text).toContain('plan-free, plan-standard');
  await demo.close();
  const fixed = await probe({ version: 'v5.15.0' });
  expect(fixed.text).not.toContain('plan-free');
});

test('3.x is called old, has no policy list, and its cache does not delay a revocation', async () => {
  const found = await probe({ version: 'v3.1.3', hashKeyFunction: 'murmur128' });
  expect(found).toMatchObject({ version: 'v3.1.3', revocationDelaySeconds: 0 });
  expect(found.text).toContain('no longer maintained');
  expect(found.text).toContain('cannot list its policies');
});

test('an organization that owns no API is noticed', async () => {
  demo = await startDemoGateway({
    port: 0,
    secret: SECRET,
    orgId: DEMO_ORG_ID,
    definitions: { apis: DEMO_APIS.map((api) => ({ ...api, orgId: 'another' })), policies: DEMO_POLICIES },
  });
  expect((await ask()).text).toContain('No API of this gateway belongs');
});

test('the hash function is told by the length of a key hash [G-11]', async () => {
  await probe({});
  const told: string[] = [];
  for (const lieHashLength of [8, 16, 32, 64] as const) {
    demo.switches.set({ lieHashLength, listingOff: true });
    told.push((await ask()).hashAlgorithm);
  }
  expect(told).toEqual(['murmur32', 'murmur64', 'murmur128', 'sha256']);
});

test('a key hash that the gateway itself does not list fails the test', async () => {
  await probe({});
  demo.switches.set({ lieHashLength: 64 });
  await expect(ask()).rejects.toThrow('unknown');
});

test('a clock that differs is told in seconds [C-03]', async () => {
  await probe({});
  const found = await ask({ now: () => Date.now() - 90_000 });
  // The answer may be on its way for some seconds on a busy machine.
  expect(Math.abs(found.clockSkewSeconds - 90)).toBeLessThan(30);
  expect(found.text).toContain('clock differs');
});

test('versions are compared as versions', () => {
  expect(isBefore('v5.9.0', [5, 13, 2])).toBe(true);
  expect(isBefore('5.13.2-rc4', [5, 13, 2])).toBe(false);
  expect(isBefore(null, [5, 0, 0])).toBe(false);
  expect(['v5.14.0', 'v5.13.1', 'v3.1.3', null].map(bringsDeletedKeysBack)).toEqual([true, true, true, true]);
  expect(['v5.13.2', 'v5.15.0', 'v6.0.0'].map(bringsDeletedKeysBack)).toEqual([false, false, false]);
});
