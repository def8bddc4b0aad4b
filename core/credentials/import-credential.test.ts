import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { usualSeconds } from '@/core/access-requests/usual-time';
import { accessRequests, auditEvents, mails, plans } from '@/db/schema';
import { attachedKey, foreignKey, heldKey, importOf } from '@/test/importing';
import { outcome } from '@/test/outcome';
import { callWith } from '@/test/provisioning';
import { provisioningStage, type Stage } from '@/test/provisioning-stage';
import { seedRequest } from '@/test/requests';
import { getCredential } from './get-credential';
import { importCredential } from './import-credential';
import { revealCredential } from './reveal-credential';

const onStage = provisioningStage();

const onPlainStage = provisioningStage({ config: { hashKeys: false, hashKeyFunction: '' } });

const runs = (stage: Stage) => stage.as(stage.world.alan);

describe('a key that exists is attached', () => {
  test.each(['key', 'hash'] as const)('by its %s: same key, the plan’s policies, and whose it is', (by) =>
    onStage(async (stage) => {
      const { key, hash, credentialId, requestId } = await attachedKey(stage, by);
      expect(await stage.row(credentialId)).toMatchObject({
        status: 'active',
        isImported: true,
        gatewayKeyHash: hash,
        keyIdSealed: null,
        claimedBy: null,
      });
      const { world } = stage;
      expect(heldKey(stage.gateway, key)?.session).toMatchObject({
        apply_policies: ['acl-payments', 'acl-weather', 'plan-standard'],
        meta_data: {
          credential_id: credentialId,
          app_id: world.ledger.id,
          developer_id: world.ada.userId,
          organization_id: world.acme.id,
          customer_id: 'cus_7',
        },
      });
      expect(await callWith(stage.gateway, key, 'payments')).toBe(200);
      expect(await callWith(stage.gateway, key, 'maps')).toBe(403);
      const [request] = await stage.db.select().from(accessRequests).where(eq(accessRequests.id, requestId));
      expect(request).toMatchObject({ status: 'fulfilled', decidedVia: 'admin', decidedBy: world.alan.userId });
      expect(request?.terms).toMatchObject({ slug: world.standard.slug, limitsPolicyId: 'plan-standard' });
      expect(request?.catalogId).toBe(world.publicCatalog.id);
    }),
  );

  test('of a gateway that does not hash keys, by the key alone', () =>
    onPlainStage(async (stage) => {
      const { key, credentialId } = await attachedKey(stage);
      expect(await stage.row(credentialId)).toMatchObject({ status: 'active', gatewayKeyHash: null });
      expect(await callWith(stage.gateway, key)).toBe(200);
      const byHash = await importCredential(runs(stage), importOf(stage, { keyHash: 'a'.repeat(64) }));
      await stage.settle();
      expect(await stage.row(byHash.credentialId)).toMatchObject({ status: 'failed' });
    }));

  test('the quota that was used stays used, unless a new one was asked for', () =>
    onStage(async (stage) => {
      for (const resetQuota of [false, true]) {
        const { key } = await foreignKey(stage.gateway, { apply_policies: ['acl-maps', 'plan-standard'] });
        for (let call = 0; call < 3; call += 1) await callWith(stage.gateway, key, 'maps');
        await importCredential(runs(stage), importOf(stage, { key, resetQuota }));
        await stage.settle();
        const session = heldKey(stage.gateway, key)?.session;
        expect((session?.quota_max ?? 0) - (session?.quota_remaining ?? 0)).toBe(resetQuota ? 0 : 3);
      }
    }));

  test('the plan’s lifetime counts from now, and a key that ends sooner does not live longer for it', () =>
    onStage(async (stage) => {
      const { world } = stage;
      await stage.db.execute(`update plans set key_lifetime_days = 30`);
      const soon = Math.floor(Date.now() / 1000) + 3 * 86_400;
      const { key: ends } = await foreignKey(stage.gateway, { expires: soon });
      const { key: stays } = await foreignKey(stage.gateway);
      for (const key of [ends, stays]) await importCredential(runs(stage), importOf(stage, { key }));
      await stage.settle();
      expect(heldKey(stage.gateway, ends)?.session.expires).toBe(soon);
      const days = ((heldKey(stage.gateway, stays)?.session.expires ?? 0) - Date.now() / 1000) / 86_400;
      expect(days).toBeGreaterThan(29.9);
      expect(days).toBeLessThan(30.1);
      expect(world.standard.slug).toBeTruthy();
    }));

  test('the key never leaves the portal again', () =>
    onStage(async (stage) => {
      const { credentialId } = await attachedKey(stage);
      expect(await getCredential(stage.as(stage.world.ada), { credentialId })).toMatchObject({
        isShowable: false,
        isImported: true,
      });
      await expect(revealCredential(stage.as(stage.world.ada), { credentialId })).rejects.toThrow('does not show it');
    }));

  test('the owner of the app is told once, with a mail that says how', () =>
    onStage(async (stage) => {
      const { credentialId } = await attachedKey(stage);
      const told = await stage.db.select().from(mails);
      expect(told.map(({ message, toUserId, subjectId }) => ({ message, toUserId, subjectId }))).toEqual([
        { message: 'key-attached', toUserId: stage.world.ada.userId, subjectId: credentialId },
      ]);
    }));

  test('what history says of it names neither key nor hash', () =>
    onStage(async (stage) => {
      const { credentialId, key, hash } = await attachedKey(stage);
      const events = await stage.db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.subjectId, credentialId))
        .orderBy(auditEvents.id);
      expect(events.map(({ event }) => event)).toEqual(['credential.imported', 'credential.activated']);
      const told = JSON.stringify(events);
      expect(told.includes(key) || told.includes(hash)).toBe(false);
    }));
});

describe('nobody asked for a key that was attached', () => {
  test('so it uses no allowance up', () =>
    onStage(async (stage) => {
      const { world, db } = stage;
      await db
        .update(plans)
        .set({ requestAllowance: 1, allowancePeriodDays: 30 })
        .where(eq(plans.id, world.standard.id));
      await attachedKey(stage);
      expect(await outcome(seedRequest(db, world))).toBe('ok');
      expect(await outcome(seedRequest(db, world, { app: 'Another one' }))).toBe('conflict');
    }));

  test('and nothing is learned from it of how long decisions take', () =>
    onStage(async (stage) => {
      const { world, db } = stage;
      for (let one = 0; one < 6; one += 1) {
        await importCredential(runs(stage), importOf(stage, { key: `never-there-${one}` }));
      }
      const { requestId } = await seedRequest(db, world);
      const [waiting] = await db
        .select({ usual: usualSeconds })
        .from(accessRequests)
        .where(eq(accessRequests.id, requestId));
      expect(waiting?.usual).toBeNull();
    }));
});
