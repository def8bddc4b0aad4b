import { and, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { accessRequestProducts, auditEvents, credentials, mails, notifications, plans } from '@/db/schema';
import { askForChange, requestRow } from '@/test/changes';
import { callWith, keysAt, ONE_TRY } from '@/test/provisioning';
import { provisioningStage, type Stage } from '@/test/provisioning-stage';
import { until } from '@/test/until';
import { approveAccessRequest } from '../access-requests/approve';
import { cancelAccessRequest } from '../access-requests/cancel';
import { withdrawAccessRequest } from '../access-requests/withdraw';
import { deleteApp } from '../apps/delete-app';
import { regenerateCredential } from './regenerate-credential';
import { resumeCredential } from './resume-credential';
import { revealCredential } from './reveal-credential';
import { revokeCredential } from './revoke-credential';
import { suspendCredential } from './suspend-credential';

const onStage = provisioningStage();

const KEEPS = ['acl-payments', 'acl-weather'];
const DAY_MS = 86_400_000;

/** A key on the free plan, and a change to the standard one that an admin granted; the gateway does not know of it. */
async function grantedChange(stage: Stage) {
  const { world } = stage;
  const made = await stage.activeKey({ plan: 'free' });
  const change = await askForChange(stage.as(world.ada), world, made.credentialId);
  await approveAccessRequest(stage.as(world.alan), { requestId: change.requestId });
  return { ...made, changeId: change.requestId };
}

const policiesAt = (stage: Stage) => keysAt(stage.gateway).map(({ session }) => session.apply_policies);

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

describe('keys beside the current one', () => {
  test('a replaced key in its grace follows, and the new one fulfils the change', () =>
    onStage(async (stage) => {
      const { world } = stage;
      const { credentialId } = await stage.activeKey({ plan: 'free' });
      const next = await regenerateCredential(stage.as(world.ada), { credentialId, grace: '1h' });
      await stage.settle();
      const { requestId } = await askForChange(stage.as(world.ada), world, next.credentialId);
      await approveAccessRequest(stage.as(world.alan), { requestId });
      await stage.sync(credentialId);
      await stage.sync(credentialId);
      expect(await requestRow(stage.db, requestId)).toMatchObject({ status: 'approved' });
      await stage.settle();
      expect(await requestRow(stage.db, requestId)).toMatchObject({ status: 'fulfilled' });
      expect(policiesAt(stage)).toEqual([
        [...KEEPS, 'plan-standard'],
        [...KEEPS, 'plan-standard'],
      ]);
    }));

  test('a new key that is being made when the change is granted is made with the new plan', () =>
    onStage(async (stage) => {
      const { world } = stage;
      const { credentialId } = await stage.activeKey({ plan: 'free' });
      const { requestId } = await askForChange(stage.as(world.ada), world, credentialId);
      const next = await regenerateCredential(stage.as(world.ada), { credentialId, grace: 'now' });
      await approveAccessRequest(stage.as(world.alan), { requestId });
      await stage.settle();
      expect(await requestRow(stage.db, requestId)).toMatchObject({ status: 'fulfilled' });
      expect(await stage.row(credentialId)).toMatchObject({ status: 'revoked' });
      expect(keysAt(stage.gateway)).toMatchObject([
        { credentialId: next.credentialId, session: { apply_policies: [...KEEPS, 'plan-standard'] } },
      ]);
    }));

  test('a suspended key stays suspended through a change, and has the new plan when it is resumed', () =>
    onStage(async (stage) => {
      const { world } = stage;
      const { credentialId, key } = await stage.activeKey({ plan: 'free' });
      const { requestId } = await askForChange(stage.as(world.ada), world, credentialId);
      await suspendCredential(stage.as(world.alan), { credentialId });
      await approveAccessRequest(stage.as(world.alan), { requestId });
      await stage.settle();
      expect(await callWith(stage.gateway, key)).toBe(401);
      expect(await requestRow(stage.db, requestId)).toMatchObject({ status: 'fulfilled' });
      await resumeCredential(stage.as(world.alan), { credentialId });
      await stage.settle();
      expect(await callWith(stage.gateway, key)).toBe(200);
      expect(policiesAt(stage)).toEqual([[...KEEPS, 'plan-standard']]);
    }));
});

describe('a change whose key ends', () => {
  test('while it waits is cancelled, and nobody can grant it any more', () =>
    onStage(async (stage) => {
      const { world } = stage;
      const { credentialId } = await stage.activeKey({ plan: 'free' });
      const { requestId } = await askForChange(stage.as(world.ada), world, credentialId);
      await revokeCredential(stage.as(world.tom), { credentialId });
      expect(await requestRow(stage.db, requestId)).toMatchObject({ status: 'cancelled' });
      await expect(approveAccessRequest(stage.as(world.alan), { requestId })).rejects.toMatchObject({
        code: 'conflict',
      });
      const notes = await stage.db.select().from(notifications).where(eq(notifications.userId, world.ada.userId));
      expect(notes.map(({ kind }) => kind)).toContain('access_request.cancelled');
    }));

  test('before the gateway has it is withdrawn', () =>
    onStage(async (stage) => {
      const { credentialId, changeId, key } = await grantedChange(stage);
      await revokeCredential(stage.as(stage.world.ada), { credentialId });
      await stage.settle();
      expect(await requestRow(stage.db, changeId)).toMatchObject({ status: 'withdrawn' });
      expect(keysAt(stage.gateway)).toEqual([]);
      expect(await callWith(stage.gateway, key)).toBe(403);
    }));

  test('goes on when only the replaced key was ended', () =>
    onStage(async (stage) => {
      const { world } = stage;
      const { credentialId } = await stage.activeKey({ plan: 'free' });
      const next = await regenerateCredential(stage.as(world.ada), { credentialId, grace: '1h' });
      await stage.settle();
      const { requestId } = await askForChange(stage.as(world.ada), world, next.credentialId);
      await revokeCredential(stage.as(world.ada), { credentialId });
      expect(await requestRow(stage.db, requestId)).toMatchObject({ status: 'pending' });
      await approveAccessRequest(stage.as(world.alan), { requestId });
      await stage.settle();
      expect(await requestRow(stage.db, requestId)).toMatchObject({ status: 'fulfilled' });
    }));

  test('with its app, or with the request of the key, ends too', () =>
    onStage(async (stage) => {
      const { world } = stage;
      const { changeId, requestId } = await grantedChange(stage);
      await withdrawAccessRequest(stage.as(world.alan), { requestId, reason: 'Not any more.' });
      expect(await requestRow(stage.db, changeId)).toMatchObject({ status: 'withdrawn' });
      const second = await stage.activeKey({ plan: 'free' });
      const waiting = await askForChange(stage.as(world.ada), world, second.credentialId);
      await deleteApp(stage.as(world.ada), { appId: world.ledger.id });
      expect(await requestRow(stage.db, waiting.requestId)).toMatchObject({ status: 'cancelled' });
      await stage.settle();
      expect(keysAt(stage.gateway)).toEqual([]);
    }));
});

describe('taking a change back', () => {
  test('before it is decided changes nothing, and another one can be asked for', () =>
    onStage(async (stage) => {
      const { world } = stage;
      const { credentialId } = await stage.activeKey({ plan: 'free' });
      const first = await askForChange(stage.as(world.ada), world, credentialId);
      await cancelAccessRequest(stage.as(world.tom), { requestId: first.requestId });
      const second = await askForChange(stage.as(world.ada), world, credentialId);
      expect(second.requestId).not.toBe(first.requestId);
      await stage.settle();
      expect(policiesAt(stage)).toEqual([[...KEEPS, 'plan-free']]);
    }));

  test('before the gateway has it gives the key its old plan and its old end', () =>
    onStage(async (stage) => {
      const { world } = stage;
      const { requestId, credentialId, key } = await stage.activeKey({ plan: 'free', terms: { keyLifetimeDays: 3 } });
      const was = await stage.row(credentialId);
      await stage.db.update(plans).set({ settleSeconds: 600 }).where(eq(plans.id, world.standard.id));
      const { requestId: changeId } = await askForChange(stage.as(world.ada), world, credentialId, {
        productIds: [world.payments.id],
      });
      await approveAccessRequest(stage.as(world.alan), { requestId: changeId });
      // The gateway takes it, and it is taken back before that is proven.
      await stage.sync(credentialId);
      expect(policiesAt(stage)).toEqual([['acl-payments', 'plan-standard']]);
      await withdrawAccessRequest(stage.as(world.alan), { requestId: changeId, reason: 'A mistake.' });
      await stage.settle();
      expect(await requestRow(stage.db, changeId)).toMatchObject({ status: 'withdrawn' });
      expect(await requestRow(stage.db, requestId)).toMatchObject({ planId: world.free.id, terms: { slug: 'free' } });
      expect(await stage.row(credentialId)).toMatchObject({
        status: 'active',
        expiresAt: was.expiresAt,
        wanted: was.wanted,
      });
      expect(policiesAt(stage)).toEqual([[...KEEPS, 'plan-free']]);
      expect(await callWith(stage.gateway, key, 'weather')).toBe(200);
    }));

  test('once it is made is refused, and the key goes on', () =>
    onStage(async (stage) => {
      const { changeId } = await grantedChange(stage);
      await stage.settle();
      await expect(
        withdrawAccessRequest(stage.as(stage.world.alan), { requestId: changeId, reason: 'Too late.' }),
      ).rejects.toMatchObject({ code: 'conflict' });
      expect(policiesAt(stage)).toEqual([[...KEEPS, 'plan-standard']]);
    }));
});

describe('a gateway that is away', () => {
  test('lets the key go on with its old plan, and has the new one when it is back', () =>
    onStage(async (stage) => {
      const { world, gateway } = stage;
      const { credentialId, key } = await stage.activeKey({ plan: 'free' });
      const { requestId } = await askForChange(stage.as(world.ada), world, credentialId);
      await approveAccessRequest(stage.as(world.alan), { requestId });
      gateway.switches.set({ status: 503, only: ['POST', 'PUT'] });
      await stage.sync(credentialId, ONE_TRY);
      expect((await stage.row(credentialId)).lastError).not.toBeNull();
      expect(await requestRow(stage.db, requestId)).toMatchObject({ status: 'approved' });
      gateway.switches.reset();
      expect(await callWith(gateway, key)).toBe(200);
      expect(policiesAt(stage)).toEqual([[...KEEPS, 'plan-free']]);
      await stage.hurry();
      await stage.settle();
      expect(policiesAt(stage)).toEqual([[...KEEPS, 'plan-standard']]);
    }));

  test('for longer than the new lifetime ends the key when it is back: it is never left without an end', () =>
    onStage(async (stage) => {
      const { world } = stage;
      const { credentialId, key } = await stage.activeKey({ plan: 'free' });
      await stage.db.update(plans).set({ keyLifetimeDays: 1 }).where(eq(plans.id, world.standard.id));
      const { requestId } = await askForChange(stage.as(world.ada), world, credentialId);
      await approveAccessRequest(stage.as(world.alan), { requestId });
      // Two days pass without a word from the gateway, which holds the key without an end.
      await stage.db.update(credentials).set({ expiresAt: new Date(Math.floor(Date.now() / 1000) * 1000 - DAY_MS) });
      await stage.sync(credentialId);
      await until(
        () => callWith(stage.gateway, key),
        (status) => status === 401,
      );
      expect(keysAt(stage.gateway)[0]?.session.expires).toBe(1);
      expect(await requestRow(stage.db, requestId)).toMatchObject({ status: 'fulfilled' });
      expect((await stage.row(credentialId)).settledAt).not.toBeNull();
    }));
});

test('every step of a change stands in the history, once', () =>
  onStage(async (stage) => {
    const { changeId, credentialId } = await grantedChange(stage);
    await stage.settle();
    const ofChange = await stage.db
      .select({ event: auditEvents.event })
      .from(auditEvents)
      .where(eq(auditEvents.subjectId, changeId))
      .orderBy(auditEvents.id);
    expect(ofChange.map(({ event }) => event)).toEqual([
      'access_request.submitted',
      'access_request.approved',
      'access_request.fulfilled',
    ]);
    const [changed, ...more] = await stage.db
      .select({ detail: auditEvents.detail })
      .from(auditEvents)
      .where(and(eq(auditEvents.subjectId, credentialId), eq(auditEvents.event, 'credential.terms_changed')))
      .orderBy(auditEvents.id);
    expect(more).toEqual([]);
    expect(changed?.detail).toMatchObject({ changeRequestId: changeId, plan: { from: 'free', to: 'standard' } });
  }));
