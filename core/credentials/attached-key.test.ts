import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { approveAccessRequest } from '@/core/access-requests/approve';
import { accessRequests } from '@/db/schema';
import { askForChange, requestRow } from '@/test/changes';
import { attachedKey, controlCall, heldKey } from '@/test/importing';
import { callWith, keysAt, ONE_TRY } from '@/test/provisioning';
import { provisioningStage, type Stage } from '@/test/provisioning-stage';
import { mutate } from '../mutate';
import { regenerateCredential } from './regenerate-credential';
import { relabelKeys } from './relabel-keys';
import { resumeCredential } from './resume-credential';
import { revealCredential } from './reveal-credential';
import { revokeCredential } from './revoke-credential';
import { suspendCredential } from './suspend-credential';

const onStage = provisioningStage();

const runs = (stage: Stage) => stage.as(stage.world.alan);

describe('a key that was attached lives like any other', () => {
  test.each(['key', 'hash'] as const)('by its %s it is suspended, resumed, sent again and revoked', (by) =>
    onStage(async (stage) => {
      const { key, credentialId } = await attachedKey(stage, by);
      await suspendCredential(runs(stage), { credentialId });
      await stage.settle();
      expect(await callWith(stage.gateway, key)).toBe(401);
      await resumeCredential(runs(stage), { credentialId });
      await stage.settle();
      expect(await callWith(stage.gateway, key)).toBe(200);
      await stage.db.execute(`update credentials set settled_at = null, next_look_at = now()`);
      await stage.settle();
      expect(heldKey(stage.gateway, key)?.session.meta_data).toMatchObject({ customer_id: 'cus_7' });
      await revokeCredential(stage.as(stage.world.ada), { credentialId });
      await stage.settle();
      expect(await stage.row(credentialId)).toMatchObject({ status: 'revoked', keySealed: null });
      expect(heldKey(stage.gateway, key)).toBeUndefined();
      expect(await callWith(stage.gateway, key)).toBe(403);
    }),
  );

  test('regenerating it makes an ordinary key beside it, with what it said of itself', () =>
    onStage(async (stage) => {
      const { key, credentialId } = await attachedKey(stage);
      const made = await regenerateCredential(stage.as(stage.world.ada), { credentialId, grace: '24h' });
      await stage.settle();
      const shown = await revealCredential(stage.as(stage.world.ada), made);
      expect(await callWith(stage.gateway, key)).toBe(200);
      expect(await callWith(stage.gateway, shown.key)).toBe(200);
      expect(heldKey(stage.gateway, shown.key)?.session.meta_data).toMatchObject({
        customer_id: 'cus_7',
        generation: 2,
      });
      expect(await stage.row(made.credentialId)).toMatchObject({ isImported: false });
      expect(await stage.row(credentialId)).toMatchObject({ status: 'active' });
    }));

  test.each(['key', 'hash'] as const)('attached by its %s it changes plan and products, and says what it said', (by) =>
    onStage(async (stage) => {
      const { key, credentialId } = await attachedKey(stage, by);
      const { world } = stage;
      const wish = { planId: world.free.id, productIds: [world.payments.id] };
      const asked = await askForChange(stage.as(world.ada), world, credentialId, wish);
      if (asked.status === 'pending') await approveAccessRequest(stage.as(world.priya), asked);
      await stage.settle();
      const session = heldKey(stage.gateway, key)?.session;
      expect(session?.apply_policies).toEqual(['acl-payments', world.free.limitsPolicyId]);
      expect(session?.meta_data).toMatchObject({ customer_id: 'cus_7', credential_id: credentialId });
      expect(await requestRow(stage.db, asked.requestId)).toMatchObject({ status: 'fulfilled' });
      expect(await callWith(stage.gateway, key, 'weather')).toBe(403);
    }),
  );

  test('handed over it says whose it is now, and still what it said', () =>
    onStage(async (stage) => {
      const { key, requestId } = await attachedKey(stage, 'hash');
      const { tom } = stage.world;
      await stage.db.update(accessRequests).set({ requestedBy: tom.userId }).where(eq(accessRequests.id, requestId));
      await mutate(stage.system, async (unit) => {
        await relabelKeys(unit, requestId);
        await unit.audit('app.transferred', { kind: 'app', id: stage.world.ledger.id });
      });
      await stage.settle();
      const told = heldKey(stage.gateway, key)?.session.meta_data;
      expect(told).toMatchObject({ customer_id: 'cus_7', developer_id: tom.userId });
    }));

  test('lost at the gateway it comes back as the same key where its text is known', () =>
    onStage(async (stage) => {
      const { key, credentialId } = await attachedKey(stage, 'key');
      await stage.gateway.wipeStore();
      await stage.db.execute(`update credentials set settled_at = null, next_look_at = now()`);
      await stage.settle();
      expect(await stage.row(credentialId)).toMatchObject({ status: 'active', lastError: null });
      expect(await callWith(stage.gateway, key)).toBe(200);
    }));

  test('lost at the gateway and known by its hash alone it is not made again, and says so', () =>
    onStage(
      async (stage) => {
        const { credentialId } = await attachedKey(stage, 'hash');
        await stage.gateway.wipeStore();
        await stage.db.execute(`update credentials set settled_at = null, next_look_at = now()`);
        await stage.sync(credentialId, ONE_TRY);
        const row = await stage.row(credentialId);
        expect(row).toMatchObject({ status: 'active', lastError: expect.stringContaining('has lost this key') });
        expect(keysAt(stage.gateway)).toEqual([]);
      },
      { skipInvariants: true },
    ));

  test('two records never write one key in turn', () =>
    onStage(
      async (stage) => {
        const { key, credentialId } = await attachedKey(stage);
        const other = { portal_instance: 'another', credential_id: 'another' };
        const body = { org_id: stage.gateway.orgId, apply_policies: ['plan-partner', 'acl-maps'], meta_data: other };
        await controlCall(stage.gateway, 'PUT', encodeURIComponent(key), body);
        await stage.db.execute(`update credentials set settled_at = null, next_look_at = now()`);
        await stage.sync(credentialId, ONE_TRY);
        expect(heldKey(stage.gateway, key)?.session.meta_data).toEqual(other);
        expect((await stage.row(credentialId)).lastError).toContain('another record');
      },
      { skipInvariants: true },
    ));
});
