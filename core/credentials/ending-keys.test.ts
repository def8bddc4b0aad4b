import { eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { credentials } from '@/db/schema';
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
import { regenerateCredential } from './regenerate-credential';
import { syncCredential } from './sync-credential';

const onStage = provisioningStage();

const DAY_MS = 86_400_000;

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
