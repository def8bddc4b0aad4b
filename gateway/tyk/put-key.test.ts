import { afterAll, beforeAll, expect, test } from 'vitest';
import type { GatewayPort } from '@/core/ports/gateway';
import { newId, newWish } from '../contract/new-wish';
import { DEMO_ORG_ID } from '../demo/definitions';
import { type DemoGateway, startDemoGateway } from '../demo/start-demo-gateway';
import { createTykGateway } from './tyk-gateway';

const SECRET = 'put-secret';
let demo: DemoGateway;
let nowMs = Date.now();
let gateway: GatewayPort;

beforeAll(async () => {
  demo = await startDemoGateway({ port: 0, secret: SECRET, orgId: DEMO_ORG_ID, now: () => nowMs });
  gateway = adapter();
});
afterAll(() => demo.close());

function adapter(fetch: typeof globalThis.fetch = globalThis.fetch): GatewayPort {
  const config = { controlUrl: demo.url, secret: SECRET, orgId: DEMO_ORG_ID, sentinelId: newId() };
  return createTykGateway({ ...config, fetch, now: () => nowMs });
}

function writesOf(id: string) {
  return demo.calls().filter((call) => call.method === 'POST' && call.path.endsWith(id));
}

test('the write carries the whole session, the id and not the key, and nothing that the gateway would misuse', async () => {
  const wish = newWish({ expires: new Date(nowMs + 60_000) });
  await gateway.putKey(wish, { firstIssue: true });
  expect(writesOf(wish.id)).toMatchObject([
    {
      path: `/tyk/keys/${wish.id}`,
      query: {},
      body: {
        org_id: DEMO_ORG_ID,
        apply_policies: wish.policyIds,
        expires: Math.floor((nowMs + 60_000) / 1000),
        meta_data: wish.metadata,
        alias: wish.alias,
        tags: wish.tags,
      },
    },
  ]);
  expect(Object.keys(Object(writesOf(wish.id)[0]?.body))).not.toContain('session_lifetime');
});

test('every write but the first keeps the quota that is used up [K-11] [G-17]', async () => {
  const wish = newWish({ policyIds: ['acl-petstore', 'plan-free'] });
  const put = await gateway.putKey(wish, { firstIssue: true });
  const authorization = put.outcome === 'applied' ? put.key : '';
  for (let call = 0; call < 3; call += 1) await fetch(`${demo.url}/petstore/`, { headers: { authorization } });
  await gateway.putKey(wish, { firstIssue: false });
  const next = await fetch(`${demo.url}/petstore/`, { headers: { authorization } });
  expect(next.headers.get('x-ratelimit-remaining')).toBe('996');
  expect(writesOf(wish.id).at(-1)?.query).toEqual({ suppress_reset: '1' });
});

test('a key without a policy is never sent', async () => {
  await expect(gateway.putKey(newWish({ policyIds: [] }), { firstIssue: true })).rejects.toThrow('without a policy');
});

test('an id that the gateway would take for something else is never sent', async () => {
  for (const id of ['create', 'preview', 'policy', 'a/b', '', `${DEMO_ORG_ID}x`]) {
    await expect(gateway.putKey(newWish({ id }), { firstIssue: true })).rejects.toThrow('misread');
  }
});

test('an expiry that passes while the call waits for its turn is not sent [C-03]', async () => {
  const wish = newWish({ expires: new Date(nowMs + 5_000) });
  let open: () => void = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const crowded = adapter(async (url, init) => {
    await gate;
    return fetch(url, init);
  });
  // Eight calls in flight take every place.
  const others = Array.from({ length: 8 }, () => crowded.inventory());
  const put = crowded.putKey(wish, { firstIssue: true });
  nowMs += 6_000;
  open();
  expect(await put).toMatchObject({ outcome: 'rejected' });
  expect(writesOf(wish.id)).toEqual([]);
  await Promise.all(others);
});

test('an expiry that passes while the gateway answers is unknown, since the gateway may have stored "never" [K-13] [K-22]', async () => {
  const wish = newWish({ expires: new Date(nowMs + 5_000) });
  const slow = adapter(async (url, init) => {
    nowMs += 6_000;
    return fetch(url, init);
  });
  expect(await slow.putKey(wish, { firstIssue: true })).toMatchObject({ outcome: 'unknown' });
  // What the demo gateway, like the real one, made of it:
  expect(demo.keys().find((key) => key.id === wish.id)?.session.expires).toBe(0);
});

test('at most eight calls are in flight at once', async () => {
  let inFlight = 0;
  let most = 0;
  const counted = adapter(async (url, init) => {
    inFlight += 1;
    most = Math.max(most, inFlight);
    const answer = await fetch(url, init);
    inFlight -= 1;
    return answer;
  });
  const puts = await Promise.all(Array.from({ length: 40 }, () => counted.putKey(newWish(), { firstIssue: true })));
  expect(puts.every((put) => put.outcome === 'applied')).toBe(true);
  expect(most).toBe(8);
});
