import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { GatewayPort } from '@/core/ports/gateway';
import type { PolicyWish } from '@/core/ports/gateway-policies';
import { DEMO_ORG_ID } from '../demo/definitions';
import { type DemoGateway, startDemoGateway } from '../demo/start-demo-gateway';
import { createTykGateway } from '../tyk/tyk-gateway';
import { newId, newWish } from './new-wish';

/*
 * Policies that the portal keeps. Against a real gateway whose policies are files in `policies.policy_path`:
 *   GATEWAY_CONTRACT_URL, GATEWAY_CONTRACT_SECRET, GATEWAY_CONTRACT_ORG_ID as in contract.test.ts,
 *   GATEWAY_CONTRACT_API=<an API of that organization>
 * It writes policies named portico-… there and deletes them again.
 */
const SECRET = 'policy-secret';
const { GATEWAY_CONTRACT_URL, GATEWAY_CONTRACT_SECRET, GATEWAY_CONTRACT_ORG_ID, GATEWAY_CONTRACT_API } = process.env;
const apiId = GATEWAY_CONTRACT_API ?? 'petstore';
const LIMITS = { loadMs: 1_500, lookMs: 10 };

let demo: DemoGateway | null = null;
let gateway: GatewayPort;
let target: { controlUrl: string; secret: string; orgId: string };

beforeAll(async () => {
  if (!GATEWAY_CONTRACT_URL) demo = await startDemoGateway({ port: 0, secret: SECRET, orgId: DEMO_ORG_ID });
  target = {
    controlUrl: GATEWAY_CONTRACT_URL ?? demo?.url ?? '',
    secret: GATEWAY_CONTRACT_SECRET ?? SECRET,
    orgId: GATEWAY_CONTRACT_ORG_ID ?? DEMO_ORG_ID,
  };
  gateway = adapter();
});
afterEach(() => demo?.switches.reset());
afterAll(async () => {
  await demo?.close();
});

function adapter(more: Partial<Parameters<typeof createTykGateway>[0]> = {}): GatewayPort {
  return createTykGateway({
    ...target,
    sentinelId: newId(),
    timeoutMs: 1_000,
    limits: {
      policyLoadMs: LIMITS.loadMs,
      policyLookMs: LIMITS.lookMs,
      unknownsToOpen: Number.POSITIVE_INFINITY,
      refusedPauseMs: 0,
    },
    ...more,
  });
}

const limits = (policyId: string, more: Partial<Extract<PolicyWish['does'], { kind: 'limits' }>> = {}): PolicyWish => ({
  policyId,
  name: 'Gold',
  does: { kind: 'limits', rate: { requests: 20, per: 10 }, quota: { requests: 500, seconds: 3600 }, ...more },
});
const access = (policyId: string): PolicyWish => ({
  policyId,
  name: 'Pets',
  does: { kind: 'access', apis: [{ apiId, name: 'Pet Store API' }] },
});
const draw = (owner = 'plan') => `portico-${owner}-${randomUUID()}`;

async function send(method: string, path: string, body?: unknown): Promise<{ status: number; json: unknown }> {
  const answer = await fetch(target.controlUrl + path, {
    method,
    headers: { 'x-tyk-authorization': target.secret },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, json: await answer.json().catch(() => null) };
}
const shown = async (policyId: string) =>
  (await send('GET', `/tyk/policies/${policyId}`)).json as Record<string, unknown> & { tags: string[] };
const rewrite = async (policyId: string, parts: Record<string, unknown>) => {
  await send('PUT', `/tyk/policies/${policyId}`, { ...(await shown(policyId)), ...parts });
  await send('GET', '/tyk/reload/?block=true');
};

describe('the policies that the portal keeps', () => {
  test('a limits policy is made, shown, and says exactly what was wished', async () => {
    const policyId = draw();
    expect(await gateway.putPolicy(limits(policyId))).toEqual({ outcome: 'applied', wasWritten: true });
    expect(await shown(policyId)).toMatchObject({
      id: policyId,
      name: 'Gold',
      org_id: target.orgId,
      rate: 20,
      per: 10,
      quota_max: 500,
      quota_renewal_rate: 3600,
      partitions: { acl: false, rate_limit: true, quota: true },
    });
    const inventory = await gateway.inventory();
    const policies = inventory.outcome === 'read' && inventory.policies !== 'unsupported' ? inventory.policies : [];
    expect(policies.find((known) => known.policyId === policyId)).toMatchObject({
      partitions: { access: false, rate: true, quota: true },
      rate: 20,
      quotaMax: 500,
    });
    expect(await gateway.deletePolicy(policyId)).toEqual({ outcome: 'applied', wasWritten: true });
    expect((await send('GET', `/tyk/policies/${policyId}`)).status).toBe(404);
  });

  test('the same wish again writes nothing, and a changed one replaces the limits', async () => {
    const policyId = draw();
    await gateway.putPolicy(limits(policyId));
    expect(await gateway.putPolicy(limits(policyId))).toEqual({ outcome: 'applied', wasWritten: false });
    expect(await gateway.putPolicy(limits(policyId, { quota: null }))).toMatchObject({ wasWritten: true });
    expect(await shown(policyId)).toMatchObject({ rate: 20, quota_max: -1 });
    expect(await gateway.putPolicy(limits(policyId, { rate: null, quota: null }))).toMatchObject({ wasWritten: true });
    expect(await shown(policyId)).toMatchObject({ rate: 0, per: 0, quota_max: -1 });
    await gateway.deletePolicy(policyId);
  });

  test('what others wrote into a policy stays: path rules, metadata, tags', async () => {
    const policyId = draw('product');
    await gateway.putPolicy(access(policyId));
    const document = await shown(policyId);
    const rights = document.access_rights as Record<string, object>;
    const rules = [{ url: '/pets', methods: ['GET'] }];
    await rewrite(policyId, {
      access_rights: { [apiId]: { ...rights[apiId], versions: ['v2'], allowed_urls: rules } },
      meta_data: { tier: 'gold' },
      tags: [...document.tags, 'billing'],
      key_expires_in: 60,
    });

    expect(await gateway.putPolicy({ ...access(policyId), name: 'Animals' })).toMatchObject({ wasWritten: true });
    const after = await shown(policyId);
    expect(after).toMatchObject({
      name: 'Animals',
      access_rights: { [apiId]: { versions: ['v2'], allowed_urls: rules } },
      meta_data: { tier: 'gold' },
      key_expires_in: 60,
      partitions: { acl: true, rate_limit: false, quota: false },
    });
    expect(after.tags).toContain('billing');
    await gateway.deletePolicy(policyId);
  });

  test('limits that somebody changed at the gateway are put right again', async () => {
    const policyId = draw();
    await gateway.putPolicy(limits(policyId));
    await rewrite(policyId, { quota_max: -1, access_rights: { [apiId]: { versions: ['Default'] } } });
    expect(await gateway.putPolicy(limits(policyId))).toMatchObject({ wasWritten: true });
    expect(await shown(policyId)).toMatchObject({ quota_max: 500, access_rights: {} });
    await gateway.deletePolicy(policyId);
  });

  test('a policy of somebody else is neither changed nor deleted', async () => {
    const policyId = draw();
    const foreign = { id: policyId, name: 'Theirs', org_id: target.orgId, rate: 1, per: 1, quota_max: 5, tags: ['x'] };
    await send('POST', '/tyk/policies', { ...foreign, active: true, partitions: { rate_limit: true } });
    await send('GET', '/tyk/reload/?block=true');
    expect(await gateway.putPolicy(limits(policyId))).toMatchObject({ outcome: 'rejected' });
    expect(await gateway.deletePolicy(policyId)).toMatchObject({ outcome: 'rejected' });
    expect(await shown(policyId)).toMatchObject({ name: 'Theirs', rate: 1, quota_max: 5 });
    await send('DELETE', `/tyk/policies/${policyId}`);
    await send('GET', '/tyk/reload/?block=true');
  });

  test('what is gone already counts as deleted', async () => {
    expect(await gateway.deletePolicy(draw())).toMatchObject({ outcome: 'applied' });
  });

  test('an access policy without an API is not written, and an id that a gateway would misread never', async () => {
    const policyId = draw('product');
    const empty = { ...access(policyId), does: { kind: 'access' as const, apis: [] } };
    expect(await gateway.putPolicy(empty)).toMatchObject({ outcome: 'rejected' });
    await expect(gateway.putPolicy(limits('../plan'))).rejects.toThrow('misread');
    await expect(gateway.deletePolicy('')).rejects.toThrow('misread');
  });

  test('a wrong secret is said to be one', async () => {
    const stranger = adapter({ secret: 'wrong' });
    expect(await stranger.putPolicy(limits(draw()))).toEqual({ outcome: 'secret_refused' });
    expect(await stranger.deletePolicy(draw())).toEqual({ outcome: 'secret_refused' });
  });
});

describe.skipIf(GATEWAY_CONTRACT_URL)('gateways that make it hard', () => {
  const trouble = (patch: Parameters<DemoGateway['switches']['set']>[0]) => demo?.switches.set(patch);

  test('one whose policies come from a Dashboard, or that has no such routes, says unsupported', async () => {
    for (const patch of [{ policiesFromService: true }, { noPolicyRoutes: true }]) {
      trouble(patch);
      expect(await gateway.putPolicy(limits(draw()))).toEqual({ outcome: 'unsupported' });
      demo?.switches.reset();
    }
    const policyId = draw();
    await gateway.putPolicy(limits(policyId));
    trouble({ policiesFromService: true });
    expect(await gateway.deletePolicy(policyId)).toEqual({ outcome: 'unsupported' });
    demo?.switches.reset();
    await gateway.deletePolicy(policyId);
  });

  test('one that lies is not believed: what is not read back is not applied', async () => {
    for (const liePolicy of ['nothing', 'partitions'] as const) {
      const policyId = draw();
      trouble({ liePolicy });
      expect(
        await adapter({ limits: { policyLoadMs: 100, policyLookMs: 10 } }).putPolicy(limits(policyId)),
      ).toMatchObject({
        outcome: 'unknown',
      });
      demo?.switches.reset();
      expect(await gateway.putPolicy(limits(policyId))).toEqual({ outcome: 'applied', wasWritten: true });
      expect(await shown(policyId)).toMatchObject({ partitions: { acl: false, rate_limit: true, quota: true } });
      await gateway.deletePolicy(policyId);
    }
  });

  test('silence after the write ends in the same policy when it is asked again', async () => {
    const policyId = draw();
    trouble({ answerLost: true, only: ['POST'], times: 1 });
    expect(await gateway.putPolicy(limits(policyId))).toMatchObject({ outcome: 'unknown' });
    expect(await gateway.putPolicy(limits(policyId))).toMatchObject({ outcome: 'applied' });
    expect(await shown(policyId)).toMatchObject({ quota_max: 500 });
    await gateway.deletePolicy(policyId);
  });

  test('down, slow, in HTML or huge: unknown, never applied', async () => {
    for (const patch of [
      { down: 'cut' as const },
      { hang: true },
      { answer: 'html' as const },
      { answer: 'redirect' as const },
      { status: 500 as const },
    ]) {
      trouble(patch);
      expect(await adapter({ timeoutMs: 150 }).putPolicy(limits(draw()))).toMatchObject({ outcome: 'unknown' });
      demo?.switches.reset();
    }
  });

  test('a key keeps its plan’s limits and opens no more, also under an access policy whose partitions got lost', async () => {
    const [open, limit] = [draw('product'), draw()];
    await gateway.putPolicy(limits(limit));
    await gateway.putPolicy(access(open));
    await rewrite(open, { partitions: null });
    const wish = newWish({ policyIds: [open, limit] });
    await gateway.putKey(wish, { firstIssue: true });
    expect(await gateway.readKey({ id: wish.id })).toMatchObject({
      session: { apiIds: [apiId], quotaMax: 500, rate: 20, per: 10 },
    });
  });

  test('policies outlive a restart', async () => {
    const { mkdtemp, rm } = await import('node:fs/promises');
    const { join } = await import('node:path');
    const { tmpdir } = await import('node:os');
    const dataDir = await mkdtemp(join(tmpdir(), 'portico-policies-'));
    const start = () => startDemoGateway({ port: 0, secret: SECRET, orgId: DEMO_ORG_ID, dataDir });
    const first = await start();
    const policyId = draw();
    await adapter({ controlUrl: first.url }).putPolicy(limits(policyId));
    await first.close();
    const second = await start();
    expect(await adapter({ controlUrl: second.url }).putPolicy(limits(policyId))).toMatchObject({ wasWritten: false });
    await second.close();
    await rm(dataDir, { recursive: true });
  });
});
