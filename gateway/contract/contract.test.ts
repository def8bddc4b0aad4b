import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GatewayPort } from '@/core/ports/gateway';
import { DEMO_ORG_ID } from '../demo/definitions';
import { startDemoGateway } from '../demo/start-demo-gateway';
import { createTykGateway } from '../tyk/tyk-gateway';
import { MODES } from './modes';
import { newId, newWish } from './new-wish';
import { CONTRACT_SECRET, demoTarget, type Target } from './target';

/*
 * What the portal expects of any gateway. Against a real one:
 *   GATEWAY_CONTRACT_URL=http://127.0.0.1:8080 GATEWAY_CONTRACT_SECRET=… GATEWAY_CONTRACT_ORG_ID=…
 *   GATEWAY_CONTRACT_POLICIES=<access policy>,<limits policy without quota> [GATEWAY_CONTRACT_PROXY=http://…/orders/]
 * It makes keys there and deletes them again, its sentinel too.
 */
const real = process.env.GATEWAY_CONTRACT_URL;

if (real) {
  describe('the contract holds at a real gateway', () => contract(async () => realTarget(real)));
} else {
  for (const { mode, hash, config } of MODES) {
    describe(`the contract holds at the demo gateway: ${mode}`, () =>
      contract(async () => {
        const demo = await startDemoGateway({ port: 0, secret: CONTRACT_SECRET, orgId: DEMO_ORG_ID, config });
        return demoTarget(demo, hash);
      }));
  }
}

function realTarget(controlUrl: string): Target {
  const { GATEWAY_CONTRACT_SECRET, GATEWAY_CONTRACT_ORG_ID, GATEWAY_CONTRACT_POLICIES, GATEWAY_CONTRACT_PROXY } =
    process.env;
  return {
    controlUrl,
    secret: GATEWAY_CONTRACT_SECRET ?? '',
    orgId: GATEWAY_CONTRACT_ORG_ID ?? '',
    policyIds: (GATEWAY_CONTRACT_POLICIES ?? '').split(',').filter(Boolean),
    proxyUrl: GATEWAY_CONTRACT_PROXY ?? null,
    hash: null,
    close: async () => {},
  };
}

function contract(open: () => Promise<Target>) {
  let target: Target;
  let gateway: GatewayPort;
  const sentinelId = newId();
  const wish = (wanted: Parameters<typeof newWish>[0] = {}) => newWish({ policyIds: target.policyIds, ...wanted });
  const issue = async (wanted: Parameters<typeof newWish>[0] = {}) => {
    const sent = wish(wanted);
    const put = await gateway.putKey(sent, { firstIssue: true });
    if (put.outcome !== 'applied') throw new Error(`not issued: ${JSON.stringify(put)}`);
    return { id: sent.id, sent, ...put };
  };
  const call = async (key: string) => (await fetch(target.proxyUrl ?? '', { headers: { authorization: key } })).status;

  beforeAll(async () => {
    target = await open();
    gateway = createTykGateway({ ...target, sentinelId });
  });
  afterAll(async () => {
    await gateway.deleteKey({ id: sentinelId });
    await target.close();
  });

  test('a key is made as wished and opens what its policies open', async () => {
    const { key, sent } = await issue({ metadata: { app_name: 'Ledger', request_purpose: 'tests' } });
    const read = await gateway.readKey({ key });
    expect(read).toMatchObject({ outcome: 'found', session: { policyIds: sent.policyIds, expires: 0 } });
    expect(read).toMatchObject({ session: { metadata: { app_name: 'Ledger', request_purpose: 'tests' } } });
    const preview = await gateway.preview(target.policyIds);
    expect(preview).toMatchObject({ outcome: 'would_open', missingPolicyIds: [] });
    if (read.outcome === 'found' && preview.outcome === 'would_open') {
      expect([...read.session.apiIds].sort()).toEqual([...preview.apiIds].sort());
      expect(read.session.apiIds.length).toBeGreaterThan(0);
    }
    await gateway.deleteKey({ key });
  });

  test('the same wish sent many times is one key [K-11]', async () => {
    const { key, keyHash, sent } = await issue();
    const again = await Promise.all(Array.from({ length: 12 }, () => gateway.putKey(sent, { firstIssue: false })));
    for (const put of again) expect(put).toEqual({ outcome: 'applied', key, keyHash });
    expect(await gateway.deleteKey({ key })).toEqual({ outcome: 'deleted' });
    expect(await gateway.readKey({ id: sent.id })).toEqual({ outcome: 'absent' });
  });

  test('a write replaces the whole session', async () => {
    const { key, sent } = await issue({ metadata: { first: '1' } });
    await gateway.putKey({ ...sent, metadata: { second: '2' } }, { firstIssue: false });
    const read = await gateway.readKey({ key });
    expect(read).toMatchObject({ outcome: 'found', session: { metadata: { second: '2' } } });
    expect(read).not.toMatchObject({ session: { metadata: { first: '1' } } });
    await gateway.deleteKey({ key });
  });

  test('a key that exists is rewritten whole, by itself or by its hash, and stays the same key', async () => {
    const { key, keyHash } = await issue({ metadata: { first: '1' } });
    expect(await gateway.hashOfKey(key)).toEqual({ outcome: 'told', hash: keyHash });
    const later = new Date(Date.now() + 3_600_000);
    for (const name of [{ key }, ...(keyHash === null ? [] : [{ hash: keyHash }])]) {
      const { id: _, ...rewrite } = wish({ metadata: { by: JSON.stringify(name) }, expires: later });
      expect(await gateway.rewriteKey(name, rewrite, { resetQuota: false })).toEqual({ outcome: 'applied' });
      const read = await gateway.readKey({ key });
      const seconds = Math.floor(later.getTime() / 1000);
      expect(read).toMatchObject({ outcome: 'found', session: { orgId: target.orgId, expires: seconds } });
      expect(read).toMatchObject({ session: { metadata: { by: JSON.stringify(name) }, isInactive: false } });
      expect(read).not.toMatchObject({ session: { metadata: { first: '1' } } });
    }
    expect(await gateway.deleteKey({ key })).toEqual({ outcome: 'deleted' });
  });

  test('rewriting what is not there makes nothing', async () => {
    const { key, keyHash } = await issue();
    await gateway.deleteKey({ key });
    const { id: _, ...rewrite } = wish();
    for (const name of [{ key }, ...(keyHash === null ? [] : [{ hash: keyHash }])]) {
      expect(await gateway.rewriteKey(name, rewrite, { resetQuota: false })).toEqual({ outcome: 'absent' });
      expect(await gateway.readKey(name)).toEqual({ outcome: 'absent' });
    }
  });

  test('a key that was lost is made again under its own text, where that is allowed', async () => {
    const { key, keyHash } = await issue();
    await gateway.deleteKey({ key });
    const { id: _, ...rewrite } = wish({ metadata: { again: '1' } });
    const options = { resetQuota: false, mayMake: true };
    expect(await gateway.rewriteKey({ key }, rewrite, options)).toEqual({ outcome: 'applied' });
    expect(await gateway.readKey({ key })).toMatchObject({ session: { metadata: { again: '1' } } });
    expect(await gateway.hashOfKey(key)).toEqual({ outcome: 'told', hash: keyHash });
    await gateway.deleteKey({ key });
    // Of a hash nobody can tell the key, and this text is no gateway's.
    for (const name of [{ key: 'custom-key-of-old' }, { hash: keyHash ?? 'f'.repeat(64) }]) {
      expect(await gateway.rewriteKey(name, rewrite, options)).toEqual({ outcome: 'absent' });
    }
  });

  test('rewriting to a policy that does not exist is refused for good', async () => {
    const { key } = await issue();
    const { id: _, ...rewrite } = wish({ policyIds: ['portico-no-such-policy'] });
    expect(await gateway.rewriteKey({ key }, rewrite, { resetQuota: false })).toMatchObject({ outcome: 'rejected' });
    await gateway.deleteKey({ key });
  });

  test('an id does not pass for a key', async () => {
    const { id, key } = await issue();
    expect(await gateway.readKey({ key: id })).toEqual({ outcome: 'absent' });
    expect(await gateway.deleteKey({ key: id })).toEqual({ outcome: 'absent' });
    await gateway.deleteKey({ key });
  });

  test('an expiry is kept to the second, "now" is expired, and a past one is never sent', async () => {
    const later = new Date(Date.now() + 3_600_000);
    const { key, sent } = await issue({ expires: later });
    const seconds = Math.floor(later.getTime() / 1000);
    expect(await gateway.readKey({ key })).toMatchObject({ session: { expires: seconds } });

    const past = await gateway.putKey({ ...sent, expires: new Date(Date.now() - 1000) }, { firstIssue: false });
    expect(past).toMatchObject({ outcome: 'rejected' });
    expect(await gateway.readKey({ key })).toMatchObject({ session: { expires: seconds } });

    await gateway.putKey({ ...sent, expires: 'now' }, { firstIssue: false });
    expect(await gateway.readKey({ key })).toMatchObject({ session: { expires: 1 } });
    await gateway.deleteKey({ key });
  });

  test('a policy that does not exist is refused for good', async () => {
    const put = await gateway.putKey(wish({ policyIds: ['portico-no-such-policy'] }), { firstIssue: true });
    expect(put).toMatchObject({ outcome: 'rejected' });
  });

  test('the preview names a policy that the gateway would drop without a word', async () => {
    const preview = await gateway.preview([...target.policyIds, 'portico-no-such-policy']);
    expect(preview).toMatchObject({ outcome: 'would_open', missingPolicyIds: ['portico-no-such-policy'] });
  });

  test('a key is found and deleted by its id alone, under whatever form the gateway files it [G-09]', async () => {
    const { id, key } = await issue();
    expect(await gateway.readKey({ id })).toMatchObject({ outcome: 'found' });
    expect(await gateway.deleteKey({ id })).toEqual({ outcome: 'deleted' });
    expect(await gateway.readKey({ key })).toEqual({ outcome: 'absent' });
    expect(await gateway.readKey({ id })).toEqual({ outcome: 'absent' });
  });

  test('deleting what is not there is absent, not an error [G-09]', async () => {
    expect(await gateway.deleteKey({ id: newId() })).toEqual({ outcome: 'absent' });
  });

  test('the list has the key under the name that the write told, and not the sentinel', async () => {
    const { key, keyHash } = await issue();
    const listed = await gateway.listKeys();
    expect(['listed', 'unsupported']).toContain(listed.outcome);
    if (listed.outcome === 'listed') {
      expect(listed.named).toBe(keyHash === null ? 'key' : 'hash');
      expect(listed.names).toContain(keyHash ?? key);
      expect(listed.names.some((name) => name.includes(sentinelId))).toBe(false);
    }
    await gateway.deleteKey({ key });
  });

  test('the inventory holds the policies that keys are made of', async () => {
    const inventory = await gateway.inventory();
    expect(inventory).toMatchObject({ outcome: 'read' });
    if (inventory.outcome !== 'read' || inventory.policies === 'unsupported') return;
    for (const policyId of target.policyIds) {
      const policy = inventory.policies.find((known) => known.policyId === policyId);
      expect(policy).toMatchObject({ orgId: target.orgId, active: true });
    }
    expect(inventory.apis.some((api) => api.orgId === target.orgId && api.listenPath.startsWith('/'))).toBe(true);
  });

  test('the self-test tells version, hash function and clock', async () => {
    const found = await gateway.selfTest();
    expect(found).toMatchObject({ outcome: 'ok', version: expect.stringMatching(/^v?\d+\.\d+\.\d+/) });
    if (found.outcome !== 'ok') return;
    if (target.hash) expect(found.hashAlgorithm).toBe(target.hash);
    expect(Math.abs(found.clockSkewSeconds)).toBeLessThan(60);
  });

  test('a wrong secret is said to be one, by every method', async () => {
    const stranger = createTykGateway({ ...target, secret: 'wrong', sentinelId });
    const refused = { outcome: 'secret_refused' };
    expect(await stranger.putKey(wish(), { firstIssue: true })).toEqual(refused);
    expect(await stranger.selfTest()).toEqual(refused);
    for (const method of ['listKeys', 'inventory'] as const) expect(await stranger[method]()).toEqual(refused);
  });

  test('a key answers at the proxy at once, and a wrong one does not', async ({ skip }) => {
    if (!target.proxyUrl) skip();
    const { key, id } = await issue();
    expect(await call(key)).toBe(200);
    expect(await call(`Bearer ${key}`)).toBe(200);
    expect(await call(newId())).toBe(403);
    await gateway.deleteKey({ id });
  });

  test('a revoked key is refused within the delay that the self-test told', async ({ skip }) => {
    if (!target.proxyUrl) skip();
    const { key, sent } = await issue();
    const found = await gateway.selfTest();
    await gateway.putKey({ ...sent, expires: 'now' }, { firstIssue: false });
    await gateway.deleteKey({ key });
    // It has not been called before, so that no cache can hold it, whatever the mode is.
    expect(found).toMatchObject({ outcome: 'ok' });
    expect([401, 403]).toContain(await call(key));
  });
}
