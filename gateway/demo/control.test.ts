import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId, newWish } from '../contract/new-wish';
import { createTykGateway } from '../tyk/tyk-gateway';
import { DEMO_ORG_ID } from './definitions';
import { type DemoGateway, startDemoGateway } from './start-demo-gateway';

const SECRET = 'control-secret';
let demo: DemoGateway;
beforeAll(async () => {
  demo = await startDemoGateway({ port: 0, secret: SECRET, orgId: DEMO_ORG_ID });
});
beforeEach(() => demo.switches.reset());
afterAll(() => demo.close());

const putSwitches = (patch: unknown) =>
  fetch(`${demo.url}/demo/switches`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(patch),
  });

test('the control page and its JSON show keys by the end of their id, and never a key, a hash or the secret', async () => {
  const gateway = createTykGateway({ controlUrl: demo.url, secret: SECRET, orgId: DEMO_ORG_ID, sentinelId: newId() });
  const wish = newWish({ alias: '<b>Ledger</b>' });
  const put = await gateway.putKey(wish, { firstIssue: true });
  await gateway.readKey({ id: wish.id });
  if (put.outcome !== 'applied') throw new Error('not issued');
  for (const path of ['/demo', '/demo/state', '/demo/switches']) {
    const text = await (await fetch(demo.url + path)).text();
    for (const secret of [wish.id, put.key, encodeURIComponent(put.key), put.keyHash ?? '', SECRET]) {
      expect(text).not.toContain(secret);
    }
  }
  const page = await (await fetch(`${demo.url}/demo`)).text();
  expect(page).toContain(wish.id.slice(-4));
  expect(page).toContain('POST /tyk/keys/:name');
  expect(page).toContain('&lt;b&gt;Ledger');
});

test('switches are set in part, and a wrong one is told', async () => {
  expect(await (await putSwitches({ slowMs: 5 })).json()).toMatchObject({ slowMs: 5, hang: false });
  expect(await (await putSwitches({ storeDown: true })).json()).toMatchObject({ slowMs: 5, storeDown: true });
  const wrong = await putSwitches({ slow: 5 });
  expect(wrong.status).toBe(400);
  expect(await wrong.text()).toContain('slow');
});

test('the store is wiped by its switch', async () => {
  const gateway = createTykGateway({ controlUrl: demo.url, secret: SECRET, orgId: DEMO_ORG_ID, sentinelId: newId() });
  await gateway.putKey(newWish(), { firstIssue: true });
  await putSwitches({ storeWiped: true });
  expect(demo.keys()).toEqual([]);
});

test('the control page can be reached while the gateway is down', async () => {
  await putSwitches({ down: 'cut' });
  await expect(fetch(`${demo.url}/hello`)).rejects.toThrow();
  expect((await fetch(`${demo.url}/demo`)).status).toBe(200);
  await putSwitches({ down: 'no' });
  expect((await fetch(`${demo.url}/hello`)).status).toBe(200);
});

test('the form sets what is ticked and unsets what is not, and another site cannot send it', async () => {
  demo.switches.set({ hang: true });
  const form = new URLSearchParams({ storeDown: 'on', slowMs: '7', status: '503', only: 'POST' });
  const sent = (origin: string) =>
    fetch(`${demo.url}/demo/switches`, { method: 'POST', body: form, headers: { origin }, redirect: 'manual' });
  expect((await sent('https://evil.test')).status).toBe(403);
  expect(demo.switches.get()).toMatchObject({ hang: true, storeDown: false });
  expect((await sent(demo.url)).status).toBe(303);
  expect(demo.switches.get()).toMatchObject({ hang: false, storeDown: true, slowMs: 7, status: 503, only: ['POST'] });
});

test('a trouble that is meant for two POSTs meets two POSTs', async () => {
  demo.switches.set({ status: 503, only: ['POST'], times: 2 });
  const headers = { 'x-tyk-authorization': SECRET };
  const get = async () => (await fetch(`${demo.url}/tyk/apis`, { headers })).status;
  const post = async () =>
    (await fetch(`${demo.url}/tyk/keys/preview`, { method: 'POST', headers, body: '{}' })).status;
  expect([await get(), await post(), await get(), await post(), await post()]).toEqual([200, 503, 200, 503, 200]);
});

test('/hello is late about the store in both directions', async () => {
  const clock = { nowMs: Date.now() };
  const slow = await startDemoGateway({ port: 0, secret: SECRET, orgId: DEMO_ORG_ID, now: () => clock.nowMs });
  const hello = async () => (await (await fetch(`${slow.url}/hello`)).json()).status;
  expect(await hello()).toBe('pass');
  slow.switches.set({ storeDown: true });
  expect(await hello()).toBe('pass');
  clock.nowMs += 10_000;
  expect(await hello()).toBe('fail');
  expect((await fetch(`${slow.url}/ready`)).status).toBe(503);
  slow.switches.reset();
  expect(await hello()).toBe('fail');
  clock.nowMs += 10_000;
  expect(await hello()).toBe('pass');
  await slow.close();
});
