import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { newId, newWish } from '../contract/new-wish';
import { PATIENCE, STAGE_SECRET, STAGE_TIMEOUT_MS, troubleStage } from '../contract/trouble-stage';
import type { Switches } from '../demo/switches';

const stage = troubleStage();

const UNSETTLING: ReadonlyArray<readonly [string, Partial<Switches>, { isKept: boolean }]> = [
  ['is down and cuts connections', { down: 'cut' }, { isKept: false }],
  ['is down behind a proxy', { down: '503' }, { isKept: false }],
  ['never answers', { hang: true }, { isKept: false }],
  ['answers too late', { slowMs: 4 * STAGE_TIMEOUT_MS }, { isKept: true }],
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
    stage.demo().switches.set(switches);

    const put = await stage.gateway().putKey(wish, { firstIssue: true });
    expect(put).toMatchObject({ outcome: 'unknown' });
    expect(stage.storedIds().includes(wish.id)).toBe(isKept);
    expect(await stage.gateway().readKey({ id: wish.id })).toMatchObject({ outcome: 'unknown' });
    expect(await stage.gateway().deleteKey({ id: newId() })).toMatchObject({ outcome: 'unknown' });
    expect(await stage.gateway().listKeys()).toMatchObject({ outcome: 'unknown' });
    expect(await stage.gateway().inventory()).toMatchObject({ outcome: 'unknown' });
    expect(await stage.gateway().preview(wish.policyIds)).toMatchObject({ outcome: 'unknown' });
    expect(await stage.gateway().selfTest()).toMatchObject({ outcome: 'unknown' });
    expect(JSON.stringify(put)).not.toContain(wish.id);
    expect(JSON.stringify(put)).not.toContain(STAGE_SECRET);

    stage.demo().switches.reset();
    expect(await stage.gateway().putKey(wish, { firstIssue: false })).toMatchObject({ outcome: 'applied' });
    expect(stage.storedIds().filter((id) => id === wish.id)).toHaveLength(1);
  });
}

test('a gateway on whose port nobody listens leaves the outcome unknown [G-01]', async () => {
  await stage.demo().stopListening();
  try {
    // A first call may still meet the end of a connection that was kept alive.
    await stage.gateway().inventory();
    expect(await stage.gateway().putKey(newWish(), { firstIssue: true })).toMatchObject({
      outcome: 'unknown',
      reason: expect.stringContaining('refused'),
    });
  } finally {
    await stage.demo().startListening();
  }
  await expect
    .poll(() => stage.gateway().putKey(newWish(), { firstIssue: true }), PATIENCE)
    .toMatchObject({ outcome: 'applied' });
});

test('a write that the gateway acts on after the deadline is unknown, and one key when it is sent again', async () => {
  const wish = newWish();
  stage.demo().switches.set({ lateApplyMs: 2 * STAGE_TIMEOUT_MS, only: ['POST'], times: 1 });
  expect(await stage.gateway().putKey(wish, { firstIssue: true })).toMatchObject({ outcome: 'unknown' });
  expect(stage.storedIds()).not.toContain(wish.id);
  await expect.poll(stage.storedIds, PATIENCE).toContain(wish.id);
  expect(await stage.gateway().putKey(wish, { firstIssue: false })).toMatchObject({ outcome: 'applied' });
  expect(stage.storedIds().filter((id) => id === wish.id)).toHaveLength(1);
});

test('a refused secret is told from a refused key', async () => {
  stage.demo().switches.set({ wrongSecret: true });
  const refused = { outcome: 'secret_refused' };
  expect(await stage.gateway().putKey(newWish(), { firstIssue: true })).toEqual(refused);
  expect(await stage.gateway().readKey({ id: newId() })).toEqual(refused);
  expect(await stage.gateway().deleteKey({ id: newId() })).toEqual(refused);
  expect(await stage.gateway().preview(['plan-free'])).toEqual(refused);
});

test('a redirect is not followed, so that the secret goes nowhere else [G-07]', async () => {
  const seen: string[] = [];
  const elsewhere = createServer((request, response) => {
    seen.push(String(request.headers['x-tyk-authorization']));
    response.end('{}');
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  const address = elsewhere.address();
  const port = typeof address === 'object' ? address?.port : 0;
  stage.demo().switches.set({ answer: 'redirect', redirectTo: `http://127.0.0.1:${port}/` });
  expect(await stage.gateway().putKey(newWish(), { firstIssue: true })).toMatchObject({
    outcome: 'unknown',
    reason: expect.stringContaining('redirect'),
  });
  expect(seen).toEqual([]);
  elsewhere.close();
});
