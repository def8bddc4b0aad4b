import { describe, expect, test } from 'vitest';
import { tryAdvisoryLock } from '@/db/advisory-lock';
import { auditEvents, credentials, gateways } from '@/db/schema';
import { DEMO_APIS, DEMO_POLICIES } from '@/gateway/demo/definitions';
import { approvedRequest, callWith, keysAt } from '@/test/provisioning';
import { provisioningStage } from '@/test/provisioning-stage';
import { pass } from '@/test/reconcile-pass';
import { writeStraight } from '@/test/write-straight';
import { claimCredential } from '../credentials/claim-credential';
import { revokeCredential } from '../credentials/revoke-credential';
import { suspendCredential } from '../credentials/suspend-credential';
import { reconcile } from './reconcile';

const onStage = provisioningStage();

describe('a pass over the gateways', () => {
  test('finds nothing to do where all is well, and writes nothing', () =>
    onStage(async (stage) => {
      await stage.activeKey();
      await pass(stage);
      stage.gateway.clearCalls();
      const before = await stage.db.select().from(auditEvents).orderBy(auditEvents.id);
      const { gateway } = await pass(stage);
      expect(gateway).toMatchObject({
        state: 'checked',
        checked: 1,
        missing: 0,
        drifted: 0,
        orphans: 0,
        listing: 'compared',
      });
      expect(await stage.db.select().from(auditEvents).orderBy(auditEvents.id)).toHaveLength(before.length);
    }));

  test('makes lost keys again, the same ones, with the rights that were approved [G-13]', () =>
    onStage(async (stage) => {
      const keys = [await stage.activeKey(), await stage.activeKey(), await stage.activeKey()];
      await stage.gateway.wipeStore();
      expect((await pass(stage, { fix: false })).gateway).toMatchObject({ missing: 3, repaired: 0 });
      expect(keysAt(stage.gateway)).toEqual([]);
      expect((await pass(stage)).gateway).toMatchObject({ missing: 3, repaired: 3 });
      await stage.settle();
      for (const { key } of keys) expect(await callWith(stage.gateway, key)).toBe(200);
    }));

  test('mends keys that somebody changed, and keeps suspended ones ended', () =>
    onStage(async (stage) => {
      const wide = await stage.activeKey();
      const blocked = await stage.activeKey();
      await suspendCredential(stage.as(stage.world.alan), blocked);
      await stage.settle();
      for (const { id, session } of keysAt(stage.gateway)) {
        await writeStraight(stage.gateway, id, {
          meta_data: session.meta_data,
          apply_policies: ['acl-payments', 'acl-weather', 'acl-maps', 'plan-unlimited'],
        });
      }
      expect(await callWith(stage.gateway, wide.key, 'maps')).toBe(200);
      expect(await callWith(stage.gateway, blocked.key)).toBe(200);
      expect((await pass(stage)).gateway).toMatchObject({ drifted: 2, repaired: 2 });
      await stage.settle();
      expect(await callWith(stage.gateway, wide.key, 'maps')).toBe(403);
      expect(await callWith(stage.gateway, blocked.key)).toBe(401);
    }));

  test('ends a revoked key that came back after everything, though its secrets are forgotten [K-15]', () =>
    onStage(async (stage) => {
      const { credentialId, key } = await stage.activeKey();
      const [held] = keysAt(stage.gateway);
      await revokeCredential(stage.as(stage.world.ada), { credentialId });
      await stage.settle();
      await writeStraight(stage.gateway, held?.id ?? '', { meta_data: held?.session.meta_data });
      expect(await callWith(stage.gateway, key)).toBe(200);
      expect((await pass(stage, { fix: false })).gateway.zombies).toBeGreaterThanOrEqual(1);
      expect((await pass(stage)).gateway.repaired).toBeGreaterThanOrEqual(1);
      expect(await callWith(stage.gateway, key)).toBe(403);
      expect(await stage.row(credentialId)).toMatchObject({ status: 'revoked' });
    }));

  test('goes on with a key whose job was lost, also when the worker that had it hangs', () =>
    onStage(async (stage) => {
      const { credentialId } = await approvedRequest(stage.db, stage.world);
      await claimCredential(stage.as(stage.world.ada), { credentialId });
      await stage.db.execute('delete from graphile_worker._private_jobs');
      expect(await pass(stage, { fix: false, stuckSeconds: 0 })).toMatchObject({ stuck: 1 });
      expect((await stage.row(credentialId)).status).toBe('provisioning');
      expect(await pass(stage, { stuckSeconds: 0 })).toMatchObject({ stuck: 1 });
      expect(await stage.row(credentialId)).toMatchObject({ status: 'active' });
    }));

  test('one process at a time', () =>
    onStage(async (stage) => {
      const held = await tryAdvisoryLock(stage.db, 7_310_244_530);
      const report = await reconcile(stage.system, stage.gateways, { fix: true });
      expect(report.outcome).toBe('somebody_else');
      await held?.release();
      expect((await pass(stage)).outcome).toBe('done');
    }));

  test('broken off in the middle gives its place back and does no harm', () =>
    onStage(async (stage) => {
      await stage.activeKey();
      const failing = { ...stage.system, fault: async () => Promise.reject(new Error('broken')) };
      await expect(reconcile(failing, stage.gateways, { fix: true })).rejects.toThrow('broken');
      expect((await pass(stage)).outcome).toBe('done');
    }));
});

describe('what it cannot prove it does not act on', () => {
  test.each([
    { name: 'a store that is down', switches: { storeDown: true } as const, state: 'silent' },
    { name: 'a gateway that is down', switches: { down: 'cut' } as const, state: 'silent' },
    { name: 'a gateway that answers nonsense', switches: { answer: 'malformed' } as const, state: 'silent' },
    { name: 'a refused secret', switches: { wrongSecret: true } as const, state: 'secret_refused' },
  ])('$name', ({ switches, state }) =>
    onStage(async (stage) => {
      const keys = [await stage.activeKey(), await stage.activeKey(), await stage.activeKey(), await stage.activeKey()];
      const before = await stage.db.select().from(credentials);
      stage.gateway.switches.set(switches);
      const { gateway } = await pass(stage);
      expect(gateway).toMatchObject({ state, missing: 0, orphans: 0, repaired: 0 });
      expect((await stage.db.select().from(credentials)).map(({ operation }) => operation)).toEqual(
        before.map(({ operation }) => operation),
      );
      stage.gateway.switches.reset();
      for (const { key } of keys) expect(await callWith(stage.gateway, key)).toBe(200);
      if (state === 'secret_refused') {
        const [row] = await stage.db.select().from(gateways);
        expect(row?.lastProblem).toContain('secret');
      }
    }),
  );

  test('a gateway that does not list its keys is compared key by key [G-12]', () =>
    onStage(async (stage) => {
      const { key } = await stage.activeKey();
      stage.gateway.switches.set({ listingOff: true });
      await stage.gateway.wipeStore();
      expect((await pass(stage)).gateway).toMatchObject({ listing: 'unsupported', missing: 1, repaired: 1 });
      await stage.settle();
      expect(await callWith(stage.gateway, key)).toBe(200);
    }));
});

test('a policy that opens more than before is no drift', () =>
  onStage(async (stage) => {
    await stage.activeKey();
    stage.gateway.setDefinitions({
      apis: DEMO_APIS,
      policies: DEMO_POLICIES.map((policy) =>
        policy.policyId === 'acl-weather' ? { ...policy, apiIds: ['weather', 'maps'] } : policy,
      ),
    });
    stage.gateway.clearCalls();
    expect((await pass(stage)).gateway.drifted).toBe(0);
    stage.gateway.setDefinitions({ apis: DEMO_APIS, policies: DEMO_POLICIES });
  }));
