import { createServer } from 'node:http';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { GatewayPort } from '@/core/ports';
import { newId, newWish } from '../contract/new-wish';
import { DEMO_ORG_ID } from '../demo/definitions';
import { type DemoGateway, startDemoGateway } from '../demo/start-demo-gateway';
import type { Switches } from '../demo/switches';
import { createTykGateway, type TykGatewayConfig } from './tyk-gateway';

const SECRET = 'a-secret-that-must-not-travel';
const TIMEOUT_MS = 250;
/** The machine may be busy. */
const PATIENCE = { timeout: 10_000 };

let demo: DemoGateway;
let gateway: GatewayPort;

beforeAll(async () => {
  demo = await startDemoGateway({ port: 0, secret: SECRET, orgId: DEMO_ORG_ID, config: { storeHangMs: 50 } });
  gateway = adapter();
});
afterEach(async () => {
  demo.switches.reset();
  await demo.wipeStore();
  demo.clearCalls();
});
afterAll(() => demo.close());

function adapter(config: Partial<TykGatewayConfig> = {}): GatewayPort {
  return createTykGateway({
    controlUrl: demo.url,
    secret: SECRET,
    orgId: DEMO_ORG_ID,
    sentinelId: newId(),
    timeoutMs: TIMEOUT_MS,
    // Each test asks the gateway itself; the breaker has tests of its own.
    limits: { unknownsToOpen: Number.POSITIVE_INFINITY, refusedPauseMs: 0 },
    ...config,
  });
}

async function issued() {
  const wish = newWish();
  const put = await gateway.putKey(wish, { firstIssue: true });
  if (put.outcome !== 'applied') throw new Error('not issued');
  return { ...put, wish };
}

function storedIds(): string[] {
  return demo.keys().map((key) => key.id);
}

const UNSETTLING: ReadonlyArray<readonly [string, Partial<Switches>, { isKept: boolean }]> = [
  ['is down and cuts connections', { down: 'cut' }, { isKept: false }],
  ['is down behind a proxy', { down: '503' }, { isKept: false }],
  ['never answers', { hang: true }, { isKept: false }],
  ['answers too late', { slowMs: 1_000 }, { isKept: true }],
  ['loses the answer', { answerLost: true }, { isKept: true }],
  ['cuts the connection before it acts', { resetBefore: true }, { isKept: false }],
  ['answers 500', { status: 500 }, { isKept: false }],
  ['answers 502', { status: 502 }, { isKept: false }],
  ['answers 503', { status: 503 }, { isKept: false }],
  ['answers 429', { status: 429 }, { isKept: false }],
  ['answers malformed JSON', { answer: 'malformed' }, { isKept: true }],
  ['answers 200 with a web page', { answer: 'html' }, { isKept: false }],
  ['answers more than it may', { answer: 'huge' }, { isKept: true }],
  ['redirects', { answer: 'redirect' }, { isKept: false }],
];

for (const [what, switches, { isKept }] of UNSETTLING) {
  test(`a gateway that ${what} leaves every outcome unknown, and the same write settles it later`, async () => {
    const wish = newWish();
    demo.switches.set(switches);

    const put = await gateway.putKey(wish, { firstIssue: true });
    expect(put).toMatchObject({ outcome: 'unknown' });
    expect(storedIds().includes(wish.id)).toBe(isKept);
    expect(await gateway.readKey({ id: wish.id })).toMatchObject({ outcome: 'unknown' });
    expect(await gateway.deleteKey({ id: newId() })).toMatchObject({ outcome: 'unknown' });
    expect(await gateway.listKeys()).toMatchObject({ outcome: 'unknown' });
    expect(await gateway.inventory()).toMatchObject({ outcome: 'unknown' });
    expect(await gateway.preview(wish.policyIds)).toMatchObject({ outcome: 'unknown' });
    expect(await gateway.selfTest()).toMatchObject({ outcome: 'unknown' });
    expect(JSON.stringify(put)).not.toContain(wish.id);
    expect(JSON.stringify(put)).not.toContain(SECRET);

    demo.switches.reset();
    expect(await gateway.putKey(wish, { firstIssue: false })).toMatchObject({ outcome: 'applied' });
    expect(storedIds().filter((id) => id === wish.id)).toHaveLength(1);
  });
}

test('a gateway on whose port nobody listens leaves the outcome unknown', async () => {
  await demo.stopListening();
  try {
    // A first call may still meet the end of a connection that was kept alive.
    await gateway.inventory();
    expect(await gateway.putKey(newWish(), { firstIssue: true })).toMatchObject({
      outcome: 'unknown',
      reason: expect.stringContaining('refused'),
    });
  } finally {
    await demo.startListening();
  }
  await expect
    .poll(() => gateway.putKey(newWish(), { firstIssue: true }), PATIENCE)
    .toMatchObject({ outcome: 'applied' });
});

test('a write that the gateway acts on after the deadline is unknown, and one key when it is sent again', async () => {
  const wish = newWish();
  demo.switches.set({ lateApplyMs: TIMEOUT_MS + 150, only: ['POST'], times: 1 });
  expect(await gateway.putKey(wish, { firstIssue: true })).toMatchObject({ outcome: 'unknown' });
  expect(storedIds()).not.toContain(wish.id);
  await expect.poll(storedIds, PATIENCE).toContain(wish.id);
  expect(await gateway.putKey(wish, { firstIssue: false })).toMatchObject({ outcome: 'applied' });
  expect(storedIds().filter((id) => id === wish.id)).toHaveLength(1);
});

test('a refused secret is told from a refused key', async () => {
  demo.switches.set({ wrongSecret: true });
  const refused = { outcome: 'secret_refused' };
  expect(await gateway.putKey(newWish(), { firstIssue: true })).toEqual(refused);
  expect(await gateway.readKey({ id: newId() })).toEqual(refused);
  expect(await gateway.deleteKey({ id: newId() })).toEqual(refused);
  expect(await gateway.preview(['plan-free'])).toEqual(refused);
});

test('with its store down, nothing is absent, deleted, listed or refused for good', async () => {
  const { key, wish } = await issued();
  demo.switches.set({ storeDown: true });
  expect(await gateway.readKey({ key })).toMatchObject({ outcome: 'unknown' });
  expect(await gateway.deleteKey({ key })).toMatchObject({ outcome: 'unknown' });
  expect(await gateway.deleteKey({ id: wish.id })).toMatchObject({ outcome: 'unknown' });
  expect(await gateway.listKeys()).toMatchObject({ outcome: 'unknown' });
  expect(await gateway.putKey(wish, { firstIssue: false })).toMatchObject({ outcome: 'unknown' });
  expect(await gateway.selfTest()).toMatchObject({ outcome: 'unknown' });
  demo.switches.reset();
  expect(await gateway.readKey({ key })).toMatchObject({ outcome: 'found' });
});

test('with its store hanging, a write is unknown', async () => {
  demo.switches.set({ storeHang: true });
  expect(await gateway.putKey(newWish(), { firstIssue: true })).toMatchObject({ outcome: 'unknown' });
});

// Leave the second look of bracket.ts out and this must fail.
test('a store that comes back while we look does not make a key absent', async () => {
  const { key } = await issued();
  demo.switches.set({ storeDown: true });
  const watched = adapter({
    fetch: async (url, init) => {
      const answer = await fetch(url, init);
      // Up again right after the first 404 for the key: the sentinel is then readable.
      demo.switches.set({ storeDown: false });
      return answer;
    },
  });
  expect(await watched.readKey({ key })).toMatchObject({ outcome: 'found' });
});

// Leave `stillThere` of bracket.ts out and this must fail.
test('a store that goes down while we look does not make a key absent', async () => {
  const { key } = await issued();
  let looks = 0;
  const path = `/tyk/keys/${encodeURIComponent(key)}`;
  const watched = adapter({
    fetch: (url, init) => {
      if (String(url).includes(path)) {
        looks += 1;
        // The first look finds a store that is down, the sentinel one that is up, the second one that is down again.
        demo.switches.set({ storeDown: true });
      } else if (looks === 1) demo.switches.set({ storeDown: false });
      return fetch(url, init);
    },
  });
  expect(await watched.readKey({ key })).toMatchObject({ outcome: 'unknown' });
  expect(looks).toBe(2);
});

test('an emptied store makes keys absent, once the sentinel is there again', async () => {
  const { key } = await issued();
  await demo.wipeStore();
  expect(await gateway.readKey({ key })).toEqual({ outcome: 'absent' });
  expect(demo.keys().some((kept) => kept.session.tags.includes('portico-sentinel'))).toBe(true);
});

test('an import that meets a store which comes back is sent again, not refused for good', async () => {
  const wish = newWish();
  demo.switches.set({ storeDown: true });
  const watched = adapter({
    fetch: async (url, init) => {
      const answer = await fetch(url, init);
      demo.switches.set({ storeDown: false });
      return answer;
    },
  });
  expect(await watched.putKey(wish, { firstIssue: true })).toMatchObject({ outcome: 'applied' });
});

test('a redirect is not followed, so that the secret goes nowhere else', async () => {
  const seen: string[] = [];
  const elsewhere = createServer((request, response) => {
    seen.push(String(request.headers['x-tyk-authorization']));
    response.end('{}');
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  const address = elsewhere.address();
  const port = typeof address === 'object' ? address?.port : 0;
  demo.switches.set({ answer: 'redirect', redirectTo: `http://127.0.0.1:${port}/` });
  expect(await gateway.putKey(newWish(), { firstIssue: true })).toMatchObject({
    outcome: 'unknown',
    reason: expect.stringContaining('redirect'),
  });
  expect(seen).toEqual([]);
  elsewhere.close();
});

test('a gateway that grants less than it says is seen by the read', async () => {
  const wish = newWish({ policyIds: ['acl-petstore', 'acl-books', 'plan-partner'] });
  demo.switches.set({ lieFewerRights: true, only: ['POST'] });
  const put = await gateway.putKey(wish, { firstIssue: true });
  expect(put).toMatchObject({ outcome: 'applied' });
  expect(await gateway.readKey({ id: wish.id })).toMatchObject({ session: { apiIds: ['petstore'] } });
});

test('a gateway that lies about a delete is seen by the read', async () => {
  const { key } = await issued();
  demo.switches.set({ lieDelete: true });
  expect(await gateway.deleteKey({ key })).toEqual({ outcome: 'deleted' });
  expect(await gateway.readKey({ key })).toMatchObject({ outcome: 'found' });
});

test('a gateway that does not list hashed keys is unsupported, not empty', async () => {
  demo.switches.set({ listingOff: true });
  expect(await gateway.listKeys()).toEqual({ outcome: 'unsupported' });
  expect(await gateway.selfTest()).toMatchObject({ outcome: 'ok', listing: false });
});

test('a gateway that sends zero fields is read like one that leaves them out', async () => {
  const { key } = await issued();
  const without = await gateway.readKey({ key });
  demo.switches.set({ zeroFields: true });
  expect(await gateway.readKey({ key })).toEqual(without);
});

test('without policy routes the inventory says so, and the preview still finds unknown policies', async () => {
  demo.switches.set({ noPolicyRoutes: true });
  expect(await gateway.inventory()).toMatchObject({ outcome: 'read', policies: 'unsupported' });
  expect(await gateway.preview(['acl-petstore', 'plan-free', 'plan-unlimited', 'nope'])).toMatchObject({
    apiIds: ['petstore'],
    missingPolicyIds: ['nope'],
  });
});
