import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { accessRequestProducts, credentials, mails, notifications, plans } from '@/db/schema';
import { askForChange, requestRow } from '@/test/changes';
import { grantedChange, KEEPS, policiesAt } from '@/test/granted-change';
import { callWith, keysAt, ONE_TRY } from '@/test/provisioning';
import { provisioningStage } from '@/test/provisioning-stage';
import { approveAccessRequest } from '../access-requests/approve';
import { withdrawAccessRequest } from '../access-requests/withdraw';
import { revealCredential } from './reveal-credential';

const onStage = provisioningStage();

const DAY_MS = 86_400_000;

describe('a change of plan', () => {
  test('leaves the key as it is until it is granted, and then the same key has the new plan at the gateway', () =>
    onStage(async (stage) => {
      const { world } = stage;
      const { requestId, credentialId, key } = await stage.activeKey({ plan: 'free' });
      const change = await askForChange(stage.as(world.ada), world, credentialId);
      expect(change.status).toBe('pending');
      await stage.settle();
      expect(policiesAt(stage)).toEqual([[...KEEPS, 'plan-free']]);

      await approveAccessRequest(stage.as(world.alan), { requestId: change.requestId });
      expect(await requestRow(stage.db, change.requestId)).toMatchObject({ status: 'approved' });
      expect(policiesAt(stage)).toEqual([[...KEEPS, 'plan-free']]);
      await stage.settle();

      expect(await requestRow(stage.db, change.requestId)).toMatchObject({
        status: 'fulfilled',
        replaced: { planId: world.free.id, terms: { slug: 'free' } },
      });
      expect(await requestRow(stage.db, requestId)).toMatchObject({
        status: 'fulfilled',
        planId: world.standard.id,
        terms: { slug: 'standard' },
      });
      const [only, ...others] = keysAt(stage.gateway);
      expect(others).toEqual([]);
      expect(only).toMatchObject({ key, session: { apply_policies: [...KEEPS, 'plan-standard'] } });
      expect(await revealCredential(stage.as(world.ada), { credentialId })).toMatchObject({ key });
      expect(await callWith(stage.gateway, key)).toBe(200);
    }));

  test('is told by one mail and one note when the gateway has it, and not before', () =>
    onStage(async (stage) => {
      const { credentialId } = await grantedChange(stage);
      const told = () => stage.db.select().from(mails).where(eq(mails.message, 'key-changed'));
      expect(await told()).toEqual([]);
      await stage.settle();
      expect(await told()).toMatchObject([{ toUserId: stage.world.ada.userId, subjectId: credentialId }]);
      const confirmations = await stage.db.select().from(mails).where(eq(mails.message, 'request-approved-confirm'));
      expect(confirmations).toEqual([]);
      const notes = await stage.db.select().from(notifications).where(eq(notifications.userId, stage.world.ada.userId));
      expect(notes.filter(({ kind }) => kind === 'access_request.fulfilled')).toHaveLength(1);
    }));

  test('counts the lifetime of the new plan from the moment in which it was granted', () =>
    onStage(async (stage) => {
      const { world } = stage;
      const { credentialId } = await stage.activeKey({ plan: 'free', terms: { keyLifetimeDays: 3 } });
      await stage.db.update(plans).set({ keyLifetimeDays: 90 }).where(eq(plans.id, world.standard.id));
      const { requestId } = await askForChange(stage.as(world.ada), world, credentialId);
      const before = Date.now();
      await approveAccessRequest(stage.as(world.alan), { requestId });
      await stage.settle();
      const { expiresAt } = await stage.row(credentialId);
      const days = ((expiresAt?.getTime() ?? 0) - before) / DAY_MS;
      expect(days).toBeGreaterThan(89.99);
      expect(days).toBeLessThan(90.01);
      expect(keysAt(stage.gateway)[0]?.session.expires).toBe((expiresAt?.getTime() ?? 0) / 1000);
    }));

  test('leaves what was used of a quota used', () =>
    onStage(async (stage) => {
      const { world } = stage;
      const { credentialId, key } = await stage.activeKey({ plan: 'free' });
      expect(await callWith(stage.gateway, key)).toBe(200);
      expect(await callWith(stage.gateway, key)).toBe(200);
      const { requestId } = await askForChange(stage.as(world.ada), world, credentialId, {
        productIds: [world.payments.id],
        planId: world.free.id,
      });
      expect(await requestRow(stage.db, requestId)).toMatchObject({ decidedVia: 'auto' });
      await stage.settle();
      expect(keysAt(stage.gateway)[0]?.session.quota_remaining).toBe(998);
    }));
});

describe('a change of products', () => {
  test('opens what was added and closes what was taken away, with the same key', () =>
    onStage(async (stage) => {
      const { world } = stage;
      const { requestId, credentialId, key } = await stage.activeKey({ plan: 'free' });
      expect(await callWith(stage.gateway, key, 'ledger')).toBe(403);
      const { requestId: changeId } = await askForChange(stage.as(world.ada), world, credentialId, {
        catalogId: world.partnerCatalog.id,
        productIds: [world.ledgerApi.id, world.payments.id],
      });
      await approveAccessRequest(stage.as(world.alan), { requestId: changeId });
      await stage.settle();
      expect(await callWith(stage.gateway, key, 'ledger')).toBe(200);
      expect(await callWith(stage.gateway, key, 'payments')).toBe(200);
      expect(await callWith(stage.gateway, key, 'weather')).toBe(403);
      expect(await stage.row(credentialId)).toMatchObject({ name: 'ledger, payments' });
      expect(await requestRow(stage.db, requestId)).toMatchObject({ catalogId: world.partnerCatalog.id });
      const products = await stage.db
        .select({ id: accessRequestProducts.productId })
        .from(accessRequestProducts)
        .where(eq(accessRequestProducts.accessRequestId, requestId));
      expect(new Set(products.map(({ id }) => id))).toEqual(new Set([world.ledgerApi.id, world.payments.id]));
    }));

  test('keeps a name that somebody gave the key', () =>
    onStage(async (stage) => {
      const { world } = stage;
      const { credentialId } = await stage.activeKey({ plan: 'free' });
      await stage.db.update(credentials).set({ name: 'Till 3' });
      await askForChange(stage.as(world.ada), world, credentialId, {
        planId: world.free.id,
        productIds: [world.payments.id],
      });
      await stage.settle();
      expect(await stage.row(credentialId)).toMatchObject({ name: 'Till 3' });
    }));

  test('whose policy the gateway does not have leaves the key at the gateway as it was, until the policy is there', () =>
    onStage(async (stage) => {
      const { world } = stage;
      const { credentialId, key } = await stage.activeKey({ plan: 'free' });
      await stage.db.update(plans).set({ limitsPolicyId: 'not-there' }).where(eq(plans.id, world.standard.id));
      const { requestId } = await askForChange(stage.as(world.ada), world, credentialId);
      await approveAccessRequest(stage.as(world.alan), { requestId });
      await stage.sync(credentialId, ONE_TRY);
      expect(policiesAt(stage)).toEqual([[...KEEPS, 'plan-free']]);
      expect(await callWith(stage.gateway, key)).toBe(200);
      expect(await requestRow(stage.db, requestId)).toMatchObject({ status: 'approved' });
      expect((await stage.row(credentialId)).lastError).toContain('not-there');

      await withdrawAccessRequest(stage.as(world.alan), { requestId, reason: 'The plan is broken.' });
      await stage.settle();
      expect(policiesAt(stage)).toEqual([[...KEEPS, 'plan-free']]);
      expect(await stage.row(credentialId)).toMatchObject({ lastError: null, status: 'active' });
    }));
});
