import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId, newWish } from '../contract/new-wish';
import { DEMO_ORG_ID } from '../demo/definitions';
import { type DemoGateway, startDemoGateway } from '../demo/start-demo-gateway';
import { createTykGateway } from './tyk-gateway';

const SECRET = 'by-hash-secret';
let demo: DemoGateway;

beforeAll(async () => {
  demo = await startDemoGateway({ port: 0, secret: SECRET, orgId: DEMO_ORG_ID });
});
afterAll(() => demo.close());

const adapter = () =>
  createTykGateway({ controlUrl: demo.url, secret: SECRET, orgId: DEMO_ORG_ID, sentinelId: newId() });

async function issued() {
  const gateway = adapter();
  const put = await gateway.putKey(newWish(), { firstIssue: true });
  if (put.outcome !== 'applied' || put.keyHash === null) throw new Error('not issued with a hash');
  return { gateway, key: put.key, hash: put.keyHash };
}
const call = async (key: string) => (await fetch(`${demo.url}/petstore/`, { headers: { authorization: key } })).status;

test('a key that only its hash is known of is read, ended and deleted by it', async () => {
  const { gateway, key, hash } = await issued();
  expect(await gateway.readKey({ hash })).toMatchObject({ outcome: 'found', session: { expires: 0 } });
  expect(await gateway.expireKey({ hash })).toEqual({ outcome: 'expired' });
  expect(await gateway.readKey({ hash })).toMatchObject({
    outcome: 'found',
    session: { expires: 1, metadata: { app_name: 'Ledger' } },
  });
  expect(await call(key)).toBe(401);
  expect(await gateway.deleteKey({ hash })).toEqual({ outcome: 'deleted' });
  expect(await gateway.readKey({ hash })).toEqual({ outcome: 'absent' });
  expect(await call(key)).toBe(403);
});

test('ending a key that is gone says so, and one whose store is down says nothing', async () => {
  const { gateway, hash } = await issued();
  demo.switches.set({ storeDown: true });
  expect(await gateway.expireKey({ hash })).toMatchObject({ outcome: 'unknown' });
  demo.switches.reset();
  await gateway.deleteKey({ hash });
  expect(await gateway.expireKey({ hash })).toEqual({ outcome: 'absent' });
});

test('an id is not enough to end a key by', async () => {
  await expect(adapter().expireKey({ id: newId() })).rejects.toThrow('name the key or its hash');
});

// Give every name a path, and both become steps: to the list of all keys, and above it.
test.each(['.', '..'])(
  'what can be no part of a path is no key, and nothing else is asked for: %s [V-17]',
  async (key) => {
    demo.clearCalls();
    expect(await adapter().readKey({ key })).toEqual({ outcome: 'absent' });
    expect(await adapter().deleteKey({ key })).toMatchObject({ outcome: 'absent' });
    const asked = demo.calls().map(({ path }) => path.split('?')[0] ?? '');
    expect(asked.filter((path) => !/^\/tyk\/keys\/[^/]+$/.test(path))).toEqual([]);
  },
);
