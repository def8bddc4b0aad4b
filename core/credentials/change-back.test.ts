import { and, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { auditEvents, credentials, plans } from '@/db/schema';
import { askForChange, requestRow } from '@/test/changes';
import { grantedChange, KEEPS, policiesAt } from '@/test/granted-change';
import { callWith, keysAt, ONE_TRY } from '@/test/provisioning';
import { provisioningStage } from '@/test/provisioning-stage';
import { until } from '@/test/until';
import { approveAccessRequest } from '../access-requests/approve';
import { cancelAccessRequest } from '../access-requests/cancel';
import { withdrawAccessRequest } from '../access-requests/withdraw';

const onStage = provisioningStage();

const DAY_MS = 86_400_000;

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
