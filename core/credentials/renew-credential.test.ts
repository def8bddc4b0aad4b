import { eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { auditEvents, catalogPlans, credentials, plans } from '@/db/schema';
import { crowd, gather } from '@/test/crowd';
import { outcome } from '@/test/outcome';
import { callWith } from '@/test/provisioning';
import { provisioningStage, type Stage } from '@/test/provisioning-stage';
import { getKey } from './get-key';
import { renewCredential } from './renew-credential';

const onStage = provisioningStage();

const DAY_MS = 86_400_000;

/** A key that lives ten days and ends so many days from now. */
async function endingIn(stage: Stage, days: number) {
  const made = await stage.activeKey({ terms: { keyLifetimeDays: 10 } });
  const expiresAt = new Date(Math.floor((Date.now() + days * DAY_MS) / 1000) * 1000);
  // As it would stand after most of its life: the gateway has the same end.
  await stage.db
    .update(credentials)
    .set({ expiresAt, settledAt: null, nextLookAt: sql`now()` })
    .where(eq(credentials.id, made.credentialId));
  await stage.sync(made.credentialId);
  await stage.settle();
  return { ...made, expiresAt };
}

describe('renewing', () => {
  test('gives the same key the lifetime of its plan again, also at the gateway', () =>
    onStage(async (stage) => {
      const { credentialId, key } = await endingIn(stage, 2);
      const ada = stage.as(stage.world.ada);
      const { expiresAt } = await renewCredential(ada, { credentialId });
      await stage.settle();
      expect(expiresAt.getTime()).toBeGreaterThan(Date.now() + 9.9 * DAY_MS);
      expect((await stage.row(credentialId)).expiresAt).toEqual(expiresAt);
      const [held] = stage.gateway.keys().filter(({ session }) => session.meta_data.credential_id === credentialId);
      expect(held?.session.expires).toBe(expiresAt.getTime() / 1000);
      expect(await callWith(stage.gateway, key)).toBe(200);
    }));

  test('waits until the end is near, and a form that was sent twice counts once', () =>
    onStage(async (stage) => {
      const { credentialId, expiresAt } = await endingIn(stage, 6);
      const ada = stage.as(stage.world.ada);
      expect(await outcome(renewCredential(ada, { credentialId }))).toBe('conflict');
      const soon = stage.as(stage.world.ada, { now: () => new Date(Date.now() + 2 * DAY_MS) });
      expect(await outcome(renewCredential(soon, { credentialId, expiresAt }))).toBe('ok');
      expect(await outcome(renewCredential(soon, { credentialId, expiresAt }))).toBe('conflict');
    }));

  test('brings a key back whose end has come, while its plan is offered, and not after', () =>
    onStage(async (stage) => {
      const { credentialId, key } = await stage.activeKey({ terms: { keyLifetimeDays: 10 } });
      await stage.db
        .update(credentials)
        .set({ expiresAt: new Date(Date.now() - DAY_MS), settledAt: sql`now()`, nextLookAt: sql`now()` })
        .where(eq(credentials.id, credentialId));
      await stage.sync(credentialId);
      const ada = stage.as(stage.world.ada);
      await stage.db.update(plans).set({ isArchived: true }).where(eq(plans.id, stage.world.standard.id));
      expect((await getKey(ada, { credentialId })).renewal).toMatchObject({
        isOpen: false,
        reason: 'Its plan is no longer offered.',
      });
      expect(await outcome(renewCredential(ada, { credentialId }))).toBe('conflict');
      await stage.db.update(plans).set({ isArchived: false }).where(eq(plans.id, stage.world.standard.id));
      expect((await getKey(ada, { credentialId })).renewal.isOpen).toBe(true);
      await renewCredential(ada, { credentialId });
      await stage.settle();
      expect(await callWith(stage.gateway, key)).toBe(200);
    }));

  test('a key that was renewed expires again, and its history says so each time', () =>
    onStage(
      async (stage) => {
        const { credentialId } = await stage.activeKey({ terms: { keyLifetimeDays: 10 } });
        const end = async () => {
          await stage.db
            .update(credentials)
            .set({ expiresAt: sql`now()`, settledAt: sql`now()`, nextLookAt: sql`now()` })
            .where(eq(credentials.id, credentialId));
          await stage.sync(credentialId);
          await stage.sync(credentialId);
        };
        const told = () =>
          stage.db
            .select()
            .from(auditEvents)
            .where(eq(auditEvents.event, 'credential.expired'))
            .orderBy(auditEvents.id);
        await end();
        expect(await told()).toHaveLength(1);
        await renewCredential(stage.as(stage.world.ada), { credentialId });
        await stage.settle();
        await end();
        expect(await told()).toHaveLength(2);
      },
      { skipInvariants: true },
    ));

  test('a product that left the catalog is not renewed', () =>
    onStage(async (stage) => {
      const { credentialId } = await endingIn(stage, 2);
      await stage.db.delete(catalogPlans).where(eq(catalogPlans.planId, stage.world.standard.id));
      expect(await outcome(renewCredential(stage.as(stage.world.ada), { credentialId }))).toBe('conflict');
    }));

  test('a process that dies right after it leaves a key with one end, the same on both sides', () =>
    onStage(async (stage) => {
      const { credentialId } = await endingIn(stage, 2);
      const dying = stage.as(stage.world.ada, {
        fault: async (point) => {
          if (point === 'renew.afterCommit') throw new Error('broken');
        },
      });
      await expect(renewCredential(dying, { credentialId })).rejects.toThrow('broken');
      await stage.settle();
      const row = await stage.row(credentialId);
      const [held] = stage.gateway.keys().filter(({ session }) => session.meta_data.credential_id === credentialId);
      expect(held?.session.expires).toBe((row.expiresAt?.getTime() ?? 0) / 1000);
      expect(row.settledAt).not.toBeNull();
    }));

  test('of a crowd that presses it at once one renews', () =>
    onStage(async (stage) => {
      const { credentialId, expiresAt } = await endingIn(stage, 2);
      await gather(stage.db, 8);
      const { won, refused } = await crowd(
        () => renewCredential(stage.as(stage.world.ada), { credentialId, expiresAt }),
        8,
      );
      expect([won.length, refused.length]).toEqual([1, 7]);
      await stage.settle();
    }));
});
