import { eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { auditEvents, catalogPlans, credentials, plans, users } from '@/db/schema';
import { crowd, gather } from '@/test/crowd';
import { outcome } from '@/test/outcome';
import { approvedRequest, callWith, QUICK } from '@/test/provisioning';
import { provisioningStage, type Stage } from '@/test/provisioning-stage';
import { seedSession } from '@/test/world';
import { claimCredential } from './claim-credential';
import { endAllKeysOfApp } from './end-all-of-app';
import { endAllKeysOfOrganization } from './end-all-of-organization';
import { endReplacedNow } from './end-now';
import { extendGrace } from './extend-grace';
import { getKey } from './get-key';
import { refreshQuota } from './refresh-quota';
import { regenerateCredential } from './regenerate-credential';
import { renameCredential } from './rename-credential';
import { renewCredential } from './renew-credential';
import { resumeCredential } from './resume-credential';
import { suspendCredential } from './suspend-credential';
import { syncCredential } from './sync-credential';

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

describe('an old key beside the new one', () => {
  async function replaced(stage: Stage) {
    const old = await stage.activeKey();
    const ada = stage.as(stage.world.ada);
    const { credentialId } = await regenerateCredential(ada, { credentialId: old.credentialId, grace: '1h' });
    await stage.settle();
    return { old, newId: credentialId, ada };
  }

  test('is ended before its time, and the new one goes on', () =>
    onStage(async (stage) => {
      const { old, newId, ada } = await replaced(stage);
      expect(await outcome(endReplacedNow(ada, { credentialId: newId }))).toBe('conflict');
      await endReplacedNow(ada, { credentialId: old.credentialId });
      await stage.settle();
      expect(await callWith(stage.gateway, old.key)).toBe(403);
      expect(await stage.row(old.credentialId)).toMatchObject({ status: 'revoked' });
      expect(await stage.row(newId)).toMatchObject({ status: 'active' });
      expect(await outcome(endReplacedNow(ada, { credentialId: old.credentialId }))).toBe('conflict');
    }));

  test('works longer when somebody extends it, dies at the new end, and at most a month later', () =>
    onStage(async (stage) => {
      const { old, newId, ada } = await replaced(stage);
      const { endsAt } = await extendGrace(ada, { credentialId: old.credentialId, extension: '24h' });
      expect(endsAt.getTime()).toBeGreaterThan(Date.now() + 23 * 3_600_000);
      expect(await outcome(extendGrace(ada, { credentialId: old.credentialId, extension: '1h' }))).toBe('conflict');
      expect(await outcome(extendGrace(ada, { credentialId: newId, extension: '1h' }))).toBe('conflict');
      const row = await stage.row(old.credentialId);
      expect([row.endsAt, row.nextLookAt]).toEqual([endsAt, endsAt]);
      const late = stage.as(stage.world.ada, { now: () => new Date(Date.now() + 29 * DAY_MS) });
      const last = await extendGrace(late, { credentialId: old.credentialId, extension: '7d' });
      expect(last.endsAt.getTime()).toBe((row.retiringAt?.getTime() ?? 0) + 30 * DAY_MS);
      await stage.db
        .update(credentials)
        .set({ endsAt: sql`now()`, nextLookAt: sql`now()` })
        .where(eq(credentials.id, old.credentialId));
      await stage.settle();
      expect(await stage.row(old.credentialId)).toMatchObject({ status: 'revoked' });
    }));

  test('a worker that looked at the old end does not take the new one away', () =>
    onStage(async (stage) => {
      const { old, ada } = await replaced(stage);
      await stage.db
        .update(credentials)
        .set({
          settledAt: null,
          settlingSince: sql`now() - interval '2 minutes'`,
          // One look to go: this turn books the end.
          firstProofAt: sql`now() - interval '1 minute'`,
          nextLookAt: sql`now()`,
        })
        .where(eq(credentials.id, old.credentialId));
      // Extended while the worker, which has read the old end, proves the key.
      const extended: { endsAt?: Date } = {};
      const worker = stage.as(stage.system.actor, {
        fault: async (point) => {
          if (point !== 'gw.afterLease' || extended.endsAt) return;
          extended.endsAt = (await extendGrace(ada, { credentialId: old.credentialId, extension: '24h' })).endsAt;
        },
      });
      await syncCredential(worker, stage.gateways, { credentialId: old.credentialId }, QUICK);
      await stage.settle();
      const row = await stage.row(old.credentialId);
      expect(row.endsAt).toEqual(extended.endsAt);
      const late = (row.nextLookAt?.getTime() ?? 0) - (extended.endsAt?.getTime() ?? 0);
      expect(late).toBeGreaterThanOrEqual(0);
      expect(late).toBeLessThan(60_000);
    }));

  test('stands beside its successor on the page of either', () =>
    onStage(async (stage) => {
      const { old, newId, ada } = await replaced(stage);
      expect((await getKey(ada, { credentialId: newId })).siblings.map(({ id }) => id)).toEqual([old.credentialId]);
      expect((await getKey(ada, { credentialId: old.credentialId })).siblings.map(({ id }) => id)).toEqual([newId]);
    }));
});

describe('ending all keys', () => {
  test('of an app ends each of them, once its name was typed, and leaves other apps alone', () =>
    onStage(async (stage) => {
      const { world, db } = stage;
      const first = await stage.activeKey();
      const waiting = await approvedRequest(db, world, { plan: 'free' });
      const ada = stage.as(world.ada);
      const appId = world.ledger.id;
      expect(await outcome(endAllKeysOfApp(ada, { appId, typedName: 'ledge' }))).toBe('invalid');
      const { credentialIds } = await endAllKeysOfApp(ada, { appId, typedName: 'Ledger' });
      expect(credentialIds.sort()).toEqual([first.credentialId, waiting.credentialId].sort());
      await stage.settle();
      expect(await callWith(stage.gateway, first.key)).toBe(403);
      expect(await outcome(endAllKeysOfApp(ada, { appId, typedName: 'Ledger' }))).toBe('conflict');
    }));

  test('against a crowd that regenerates and claims: none is left [R-11]', () =>
    onStage(async (stage) => {
      const { world, db } = stage;
      const { credentialId } = await stage.activeKey();
      const waiting = await approvedRequest(db, world, { plan: 'free' });
      const ada = stage.as(world.ada);
      await gather(db, 12);
      await crowd(async (index) => {
        if (index === 5) return endAllKeysOfApp(ada, { appId: world.ledger.id, typedName: 'Ledger' });
        return index % 2 === 0
          ? regenerateCredential(ada, { credentialId, grace: '1h' })
          : claimCredential(ada, { credentialId: waiting.credentialId });
      }, 12);
      await stage.settle();
      const left = await db.select({ status: credentials.status }).from(credentials);
      expect(new Set(left.map(({ status }) => status))).toEqual(new Set(['revoked']));
    }));

  test('of an organization is for its super admins and those who run the portal, personal apps included', () =>
    onStage(async (stage) => {
      const { world } = stage;
      const { key } = await stage.activeKey();
      const wish = { organizationId: world.acme.id, typedName: 'Acme' };
      expect(await outcome(endAllKeysOfOrganization(stage.as(world.tom), wish))).toBe('forbidden');
      await seedSession(stage.db, world.alan);
      const ofDefault = { organizationId: world.defaultOrganization.id, typedName: world.defaultOrganization.name };
      expect(await outcome(endAllKeysOfOrganization(stage.as(world.alan), ofDefault))).toBe('conflict');
      expect(await endAllKeysOfOrganization(stage.as(world.ada), wish)).toEqual({ keys: 1 });
      await stage.settle();
      expect(await callWith(stage.gateway, key)).toBe(403);
    }));
});

describe('names and blocks', () => {
  test('a key is called what people call it; the same name again is no event', () =>
    onStage(async (stage) => {
      const { credentialId } = await stage.activeKey();
      const tom = stage.as(stage.world.tom);
      await renameCredential(tom, { credentialId, name: '  Night   job ' });
      await renameCredential(tom, { credentialId, name: 'Night job' });
      expect((await stage.row(credentialId)).name).toBe('Night job');
      const events = await stage.db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.event, 'credential.renamed'))
        .orderBy(auditEvents.id);
      expect(events).toHaveLength(1);
      expect(await outcome(renameCredential(tom, { credentialId, name: ' ' }))).toBe('invalid');
      expect(await outcome(renameCredential(tom, { credentialId, name: 'x'.repeat(121) }))).toBe('invalid');
    }));

  test('what the provider suspended its own people cannot resume; what a super admin suspended they can', () =>
    onStage(async (stage) => {
      const { world } = stage;
      const { credentialId, key } = await stage.activeKey();
      await suspendCredential(stage.as(world.alan), { credentialId });
      expect(await outcome(resumeCredential(stage.as(world.ada), { credentialId }))).toBe('conflict');
      await resumeCredential(stage.as(world.alan), { credentialId });
      await suspendCredential(stage.as(world.ada), { credentialId });
      await stage.settle();
      expect(await callWith(stage.gateway, key)).toBe(401);
      await resumeCredential(stage.as(world.ada), { credentialId });
      await stage.settle();
      expect(await callWith(stage.gateway, key)).toBe(200);
    }));
});

describe('what is left of a quota', () => {
  /** As the page of the key does. */
  async function quotaOf(stage: Stage, credentialId: string) {
    const { quota } = await getKey(stage.as(stage.world.ada), { credentialId });
    const fresh = quota.isDue ? await refreshQuota(stage.system, stage.gateways, { credentialId }) : null;
    return fresh ?? quota.known;
  }

  test('is read from the gateway at most once a minute, whoever looks', () =>
    onStage(async (stage) => {
      const { credentialId, key } = await stage.activeKey({ plan: 'free' });
      await callWith(stage.gateway, key);
      stage.gateway.clearCalls();
      const { won } = await crowd(() => quotaOf(stage, credentialId), 6);
      expect(won).toHaveLength(6);
      const [first] = won.filter(({ outcome }) => outcome === 'read');
      expect(first).toMatchObject({ outcome: 'read', quota: { max: 1000, left: 999 } });
      await callWith(stage.gateway, key);
      expect(await quotaOf(stage, credentialId)).toMatchObject({ quota: { left: 999 } });
      await stage.db
        .update(credentials)
        .set({ quotaReadAt: sql`now() - interval '2 minutes'` })
        .where(eq(credentials.id, credentialId));
      expect(await quotaOf(stage, credentialId)).toMatchObject({ quota: { left: 998 } });
    }));

  test('is nothing for a key without one', () =>
    onStage(async (stage) => {
      const { credentialId } = await stage.activeKey({ terms: { limitsPolicyId: 'plan-partner' } });
      expect(await quotaOf(stage, credentialId)).toEqual({ outcome: 'none' });
    }));

  test('a gateway that does not answer leaves the figures as old as they are', () =>
    onStage(async (stage) => {
      const { credentialId } = await stage.activeKey({ plan: 'free' });
      const readAt = new Date(Date.now() - 3_600_000);
      await stage.db
        .update(credentials)
        .set({ quotaMax: 1000, quotaLeft: 7, quotaReadAt: readAt })
        .where(eq(credentials.id, credentialId));
      stage.gateway.switches.set({ storeDown: true });
      const told = await quotaOf(stage, credentialId);
      expect(told).toEqual({ outcome: 'read', quota: { max: 1000, left: 7, renewsAt: null, readAt } });
      expect((await stage.row(credentialId)).quotaReadAt).toEqual(readAt);
    }));
});

test('the page of a key tells who saw it and what happened, without naming the provider’s people', () =>
  onStage(async (stage) => {
    const { world, db } = stage;
    const { credentialId } = await stage.activeKey();
    await suspendCredential(stage.as(world.alan), { credentialId });
    const { reveals, history, productNames } = await getKey(stage.as(world.tom), { credentialId });
    const [ada] = await db.select().from(users).where(eq(users.id, world.ada.userId));
    expect(reveals.map(({ by }) => by)).toEqual([`${ada?.firstName} ${ada?.lastName}`]);
    expect(history[0]).toMatchObject({ event: 'credential.suspended', by: 'The provider' });
    expect(JSON.stringify(history)).not.toContain('Alan');
    expect(productNames).toEqual(['payments', 'weather']);
    expect(await outcome(getKey(stage.as(world.eve), { credentialId }))).toBe('not_found');
  }));
