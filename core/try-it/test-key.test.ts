import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { auditEvents, credentials, gateways, productApis } from '@/db/schema';
import { DEMO_APIS, DEMO_POLICIES } from '@/gateway/demo/definitions';
import { createOutbound } from '@/server/outbound';
import { outcome } from '@/test/outcome';
import { approvedRequest, callWith } from '@/test/provisioning';
import { provisioningStage, type Stage } from '@/test/provisioning-stage';
import { documentProduct } from '@/test/trying';
import { castOf } from '@/test/world';
import { revokeCredential } from '../credentials/revoke-credential';
import { suspendCredential } from '../credentials/suspend-credential';
import type { Actor } from '../identity/actor';
import { type KeyTest, type TestedKey, testKey } from './test-key';

const onStage = provisioningStage();
const outbound = createOutbound();

function check(stage: Stage, input: TestedKey, actor: Actor = stage.world.ada): Promise<KeyTest> {
  return testKey(stage.as(actor), { gateways: stage.gateways, outbound }, input);
}

const paste = (pasted: string, product = 'payments') => ({ product, api: product, pasted });

async function verdict(stage: Stage, input: TestedKey): Promise<string> {
  return (await check(stage, input)).verdict;
}

/** The demo's definitions with some of them changed. */
function redefine(stage: Stage, change: { apis?: typeof DEMO_APIS; quota?: number }) {
  const policies = DEMO_POLICIES.map((policy) =>
    change.quota !== undefined && policy.policyId === 'plan-free' ? { ...policy, quotaMax: change.quota } : policy,
  );
  stage.gateway.setDefinitions({ apis: change.apis ?? DEMO_APIS, policies });
}

const calm = (stage: Stage) => stage.gateway.setDefinitions({ apis: DEMO_APIS, policies: DEMO_POLICIES });

test('a key that works is said to work, own and pasted alike, and is in no answer', () =>
  onStage(async (stage) => {
    await documentProduct(stage.db, stage.world.payments.id);
    const { credentialId, key } = await stage.activeKey();
    const own = await check(stage, { credentialId });
    expect(own).toMatchObject({ verdict: 'works', works: true, status: 200, where: 'payments' });
    for (const pasted of [key, ` ${key}\n`, `Bearer ${key}`, `Authorization: ${key}`]) {
      expect(await check(stage, paste(pasted))).toMatchObject({ verdict: 'works', status: 200 });
    }
    const events = await stage.db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.event, 'credential.tried'))
      .orderBy(auditEvents.id);
    expect(events).toHaveLength(1);
    expect(JSON.stringify([own, events])).not.toContain(key);
  }));

describe('says why', () => {
  test('when no key was generated or pasted', () =>
    onStage(async (stage) => {
      const { credentialId } = await approvedRequest(stage.db, stage.world);
      expect(await verdict(stage, { credentialId })).toBe('no_key');
      expect(await verdict(stage, paste('  '))).toBe('no_key');
      expect(await verdict(stage, paste('Bearer '))).toBe('no_key');
    }));

  test('when the key is in another header', () =>
    onStage(async (stage) => {
      const { key } = await stage.activeKey();
      expect(await verdict(stage, paste(`X-Api-Key: ${key}`))).toBe('wrong_header');
    }));

  test('when the gateway looks for the key elsewhere', () =>
    onStage(async (stage) => {
      const { credentialId } = await stage.activeKey();
      const other = createServer((_request, response) => {
        response.writeHead(401, { 'x-generator': 'tyk.io' }).end('{"error":"Authorization field missing"}');
      });
      await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
      await stage.db.update(gateways).set({ proxyUrl: `http://127.0.0.1:${(other.address() as AddressInfo).port}` });
      expect(await verdict(stage, { credentialId })).toBe('wrong_header');
      other.close();
    }));

  test('when the gateway does not know the key', () =>
    onStage(
      async (stage) => {
        expect(await verdict(stage, paste('0123456789abcdef0123456789abcdef'))).toBe('unknown_key');
        expect(await verdict(stage, paste('no key at all'))).toBe('unknown_key');
        expect(await verdict(stage, paste('../../tyk/keys'))).toBe('unknown_key');
        const { credentialId } = await stage.activeKey();
        await stage.gateway.wipeStore();
        expect(await verdict(stage, { credentialId })).toBe('unknown_key');
      },
      { skipInvariants: true },
    ));

  test('when the key opens other products', () =>
    onStage(async (stage) => {
      const { key } = await stage.activeKey();
      expect(await verdict(stage, paste(key, 'ledger'))).toBe('not_in_plan');
    }));

  test('when it was suspended', () =>
    onStage(async (stage) => {
      const { credentialId, key } = await stage.activeKey();
      await suspendCredential(stage.as(stage.world.priya), { credentialId });
      expect(await verdict(stage, { credentialId })).toBe('suspended');
      expect(await verdict(stage, paste(key))).toBe('suspended');
    }));

  test('when it has expired', () =>
    onStage(
      async (stage) => {
        const { credentialId, key } = await stage.activeKey();
        await stage.db
          .update(credentials)
          .set({ expiresAt: sql`now() - interval '1 minute'` })
          .where(eq(credentials.id, credentialId));
        const told = await check(stage, { credentialId });
        expect(told.verdict).toBe('expired');
        expect(told.expiresAt).toMatch(/^\d{4}-/);
        expect(await verdict(stage, paste(key))).toBe('expired');
      },
      { skipInvariants: true },
    ));

  test('when it was revoked: its owners are told so, a stranger only that it is unknown', () =>
    onStage(async (stage) => {
      const { credentialId, key } = await stage.activeKey();
      await revokeCredential(stage.as(stage.world.ada), { credentialId });
      await stage.settle();
      expect(await verdict(stage, { credentialId })).toBe('revoked');
      expect(await verdict(stage, paste(key))).toBe('revoked');
      expect((await check(stage, paste(key), stage.world.eve)).verdict).toBe('unknown_key');
    }));

  test('when it calls too fast', () =>
    onStage(async (stage) => {
      const { credentialId, key } = await stage.activeKey({ plan: 'free' });
      for (let n = 0; n < 5; n++) await callWith(stage.gateway, key);
      expect(await verdict(stage, { credentialId })).toBe('rate');
    }));

  test('when the quota is used up, and when it renews', () =>
    onStage(async (stage) => {
      redefine(stage, { quota: 2 });
      const { credentialId, key } = await stage.activeKey({
        plan: 'free',
        terms: { quotaRequests: 2, quotaPeriodSeconds: 86_400 },
      });
      for (let n = 0; n < 2; n++) await callWith(stage.gateway, key);
      const told = await check(stage, { credentialId });
      expect(told).toMatchObject({ verdict: 'quota', quota: { max: 2, remaining: 0 } });
      expect(Date.parse(told.quota?.renewsAt ?? '')).toBeGreaterThan(Date.now());
      calm(stage);
    }));

  test('when the gateway does not answer, is away, or only its front is', () =>
    onStage(async (stage) => {
      const { credentialId } = await stage.activeKey();
      for (const down of ['cut', '503'] as const) {
        stage.gateway.switches.set({ down });
        expect(await verdict(stage, { credentialId })).toBe('gateway_down');
      }
      stage.gateway.switches.reset();
      await stage.db.update(gateways).set({ proxyUrl: 'http://127.0.0.1:1' });
      expect(await verdict(stage, { credentialId })).toBe('gateway_down');
    }));

  test('when the gateway does not serve the API', () =>
    onStage(async (stage) => {
      const { credentialId } = await stage.activeKey();
      const [payments] = await stage.db
        .select({ id: productApis.id })
        .from(productApis)
        .where(eq(productApis.productId, stage.world.payments.id));
      redefine(stage, { apis: DEMO_APIS.filter(({ apiId }) => apiId !== 'payments') });
      expect(await verdict(stage, { credentialId, apiId: payments?.id })).toBe('not_loaded');
      calm(stage);
    }));

  test('when the portal has kept no copy', () =>
    onStage(async (stage) => {
      const { credentialId } = await stage.activeKey();
      await stage.db.update(credentials).set({ keySealed: null });
      expect(await verdict(stage, { credentialId })).toBe('no_copy');
    }));
});

test('the control API being away keeps nobody from hearing that a key works', () =>
  onStage(async (stage) => {
    const { credentialId } = await stage.activeKey();
    stage.gateway.switches.set({ status: 503 });
    expect(await verdict(stage, { credentialId })).toBe('works');
  }));

test('somebody else’s credential is not there, and no admin tests one', () =>
  onStage(async (stage) => {
    const { credentialId } = await stage.activeKey();
    const cast = castOf(stage.world);
    for (const [name, actor] of Object.entries(cast)) {
      const isAdmin = ['priya', 'alan', 'arun', 'audrey'].includes(name);
      const expected = ['ada', 'tom'].includes(name) ? 'ok' : isAdmin ? 'forbidden' : 'not_found';
      expect([name, await outcome(check(stage, { credentialId }, actor))]).toEqual([name, expected]);
    }
  }));

test('a product that somebody may not see tests no keys for them', () =>
  onStage(async (stage) => {
    for (const actor of [stage.world.eve, stage.world.dora]) {
      await expect(check(stage, paste('x', 'ledger'), actor)).rejects.toMatchObject({ code: 'not_found' });
    }
  }));

test('whoever tests too often has to wait, so that nobody can guess keys', () =>
  onStage(async (stage) => {
    const tests = Array.from({ length: 13 }, () => outcome(check(stage, paste('guess'))));
    const outcomes = await Promise.all(tests);
    expect(outcomes.filter((each) => each === 'ok')).toHaveLength(10);
    expect(outcomes.filter((each) => each === 'too_many')).toHaveLength(3);
  }));
