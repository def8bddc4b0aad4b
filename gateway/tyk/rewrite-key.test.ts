import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId, newWish } from '../contract/new-wish';
import { DEMO_ORG_ID } from '../demo/definitions';
import { type DemoGateway, startDemoGateway } from '../demo/start-demo-gateway';
import { createTykGateway } from './tyk-gateway';

const SECRET = 'rewrite-secret';
let demo: DemoGateway;

beforeAll(async () => {
  demo = await startDemoGateway({ port: 0, secret: SECRET, orgId: DEMO_ORG_ID });
});
afterAll(() => demo.close());

const adapter = () =>
  createTykGateway({ controlUrl: demo.url, secret: SECRET, orgId: DEMO_ORG_ID, sentinelId: newId() });
const { id: _, ...rewrite } = newWish({ policyIds: ['acl-petstore', 'plan-free'] });

/** A key that somebody made without the portal, and that has used up three calls of its quota. */
async function usedKey(): Promise<string> {
  const answer = await fetch(`${demo.url}/tyk/keys/create`, {
    method: 'POST',
    headers: { 'x-tyk-authorization': SECRET },
    body: JSON.stringify({ org_id: DEMO_ORG_ID, apply_policies: rewrite.policyIds }),
  });
  const { key } = (await answer.json()) as { key: string };
  for (let call = 0; call < 3; call += 1) await remainingAfterCall(key);
  return key;
}

async function remainingAfterCall(authorization: string): Promise<string | null> {
  const answer = await fetch(`${demo.url}/petstore/`, { headers: { authorization } });
  return answer.headers.get('x-ratelimit-remaining');
}

test('what was used of the quota stays used', async () => {
  const key = await usedKey();
  await adapter().rewriteKey({ key }, rewrite, { resetQuota: false });
  expect(await remainingAfterCall(key)).toBe('996');
});

test('the quota starts anew where that was asked for', async () => {
  const key = await usedKey();
  await adapter().rewriteKey({ key }, rewrite, { resetQuota: true });
  expect(await remainingAfterCall(key)).toBe('999');
});

test('with its store down nobody says that the key is gone', async () => {
  const key = await usedKey();
  const gateway = adapter();
  demo.switches.set({ storeDown: true });
  expect(await gateway.rewriteKey({ key }, rewrite, { resetQuota: false })).toMatchObject({ outcome: 'unknown' });
  demo.switches.reset();
  expect(await gateway.rewriteKey({ key }, rewrite, { resetQuota: false })).toEqual({ outcome: 'applied' });
});

test('a key without a policy is never sent, nor one that is named by its id', async () => {
  const options = { resetQuota: false };
  const key = await usedKey();
  await expect(adapter().rewriteKey({ key }, { ...rewrite, policyIds: [] }, options)).rejects.toThrow(
    'without a policy',
  );
  await expect(adapter().rewriteKey({ id: newId() }, rewrite, options)).rejects.toThrow('name the key');
});

test('an expiry that has passed is not sent', async () => {
  const key = await usedKey();
  const past = { ...rewrite, expires: new Date(Date.now() - 60_000) };
  expect(await adapter().rewriteKey({ key }, past, { resetQuota: false })).toMatchObject({ outcome: 'rejected' });
  expect(await adapter().readKey({ key })).toMatchObject({ session: { expires: 0 } });
});
