import { and, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { approveAccessRequest } from '@/core/access-requests/approve';
import { usualSeconds } from '@/core/access-requests/usual-time';
import { accessRequests, auditEvents, credentials, mails, organizations, plans } from '@/db/schema';
import { DEMO_APIS, DEMO_POLICIES } from '@/gateway/demo/definitions';
import { askForChange, requestRow } from '@/test/changes';
import { attachedKey, controlCall, foreignKey, heldKey, importOf } from '@/test/importing';
import { outcome } from '@/test/outcome';
import { callWith, keysAt, ONE_TRY } from '@/test/provisioning';
import { provisioningStage, type Stage } from '@/test/provisioning-stage';
import { seedRequest } from '@/test/requests';
import { mutate } from '../mutate';
import { getCredential } from './get-credential';
import { importCredential } from './import-credential';
import { regenerateCredential } from './regenerate-credential';
import { relabelKeys } from './relabel-keys';
import { removeImport } from './remove-import';
import { resumeCredential } from './resume-credential';
import { retryCredential } from './retry-credential';
import { revealCredential } from './reveal-credential';
import { revokeCredential } from './revoke-credential';
import { suspendCredential } from './suspend-credential';

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

describe('what cannot be attached', () => {
  test('a key that the gateway does not have fails, says why, and makes none', () =>
    onStage(async (stage) => {
      const { credentialId } = await importCredential(runs(stage), importOf(stage, { key: 'a-key-that-never-was' }));
      await stage.settle();
      const failed = await stage.row(credentialId);
      expect(failed).toMatchObject({ status: 'failed', lastError: expect.stringContaining('no such key') });
      expect(keysAt(stage.gateway)).toEqual([]);
    }));

  test('a bare id is not a key', () =>
    onStage(async (stage) => {
      const { key } = await foreignKey(stage.gateway);
      const id = heldKey(stage.gateway, key)?.id ?? '';
      const { credentialId } = await importCredential(runs(stage), importOf(stage, { key: id }));
      await stage.settle();
      expect(await stage.row(credentialId)).toMatchObject({ status: 'failed' });
    }));

  test.each([
    ['is blocked', { expires: 1 }, 'ended or is blocked'],
    ['is another portal’s', { meta_data: { portal_instance: 'other', credential_id: 'x' } }, 'Another portal'],
    ['is a portal’s sentinel', { meta_data: { portico: 'sentinel' } }, 'watches the gateway'],
  ])('a key that %s stays as it is', (_what, session, why) =>
    onStage(
      async (stage) => {
        const { key } = await foreignKey(stage.gateway, session);
        const before = heldKey(stage.gateway, key);
        const { credentialId } = await importCredential(runs(stage), importOf(stage, { key }));
        await stage.settle();
        const failed = await stage.row(credentialId);
        expect(failed).toMatchObject({ status: 'failed', lastError: expect.stringContaining(why) });
        expect(heldKey(stage.gateway, key)).toEqual(before);
      },
      { skipInvariants: true },
    ),
  );

  test('a key that the portal made, by itself or by its hash, is refused at once', () =>
    onStage(async (stage) => {
      const { key, credentialId } = await stage.activeKey();
      const { gatewayKeyHash } = await stage.row(credentialId);
      const id = keysAt(stage.gateway)[0]?.id ?? '';
      for (const named of [{ key }, { key: id }, { keyHash: gatewayKeyHash ?? '' }]) {
        const work = importCredential(runs(stage), importOf(stage, named));
        await expect(work).rejects.toThrow('knows this key already');
      }
    }));

  test('a second import is refused, by whichever name; one that was ended too', () =>
    onStage(async (stage) => {
      const { key, hash, credentialId } = await attachedKey(stage, 'key');
      for (const named of [{ key }, { keyHash: hash }]) {
        expect(await outcome(importCredential(runs(stage), importOf(stage, named)))).toBe('conflict');
      }
      await revokeCredential(runs(stage), { credentialId });
      await stage.settle();
      await expect(importCredential(runs(stage), importOf(stage, { key }))).rejects.toThrow('has ended this key');
    }));

  test('by key after by hash, before the gateway was asked, the second fails', () =>
    onStage(async (stage) => {
      const { key, hash } = await foreignKey(stage.gateway);
      const first = await importCredential(runs(stage), importOf(stage, { keyHash: hash }));
      const second = await importCredential(runs(stage), importOf(stage, { key }));
      await stage.sync(second.credentialId);
      expect(await stage.row(second.credentialId)).toMatchObject({
        status: 'failed',
        lastError: expect.stringContaining('being attached by another record'),
      });
      await stage.settle();
      expect(await stage.row(first.credentialId)).toMatchObject({ status: 'active' });
      await retryCredential(runs(stage), { credentialId: second.credentialId });
      await stage.settle();
      const { status, lastError } = await stage.row(second.credentialId);
      expect({ status, lastError }).toMatchObject({ status: 'failed', lastError: expect.stringContaining('another') });
    }));

  test('one that failed cannot be tried again once another import of the same hash has come about', () =>
    onStage(async (stage) => {
      const { key, hash } = await foreignKey(stage.gateway, { expires: 1 });
      const first = await importCredential(runs(stage), importOf(stage, { keyHash: hash }));
      await stage.settle();
      const session = { org_id: stage.gateway.orgId, apply_policies: ['plan-partner', 'acl-maps'] };
      await controlCall(stage.gateway, 'PUT', encodeURIComponent(key), session);
      await importCredential(runs(stage), importOf(stage, { keyHash: hash }));
      expect(await outcome(retryCredential(runs(stage), { credentialId: first.credentialId }))).toBe('conflict');
    }));

  test.each([
    [{ key: '' }, 'key'],
    [{ key: 'two words' }, 'key'],
    [{ key: 'a/b/c' }, 'key'],
    [{ key: 'create' }, 'key'],
    [{ keyHash: 'xyz' }, 'keyHash'],
    [{ key: 'some-key', keyHash: 'a'.repeat(64) }, 'keyHash'],
    [{ key: 'some-key', productIds: [] }, 'productIds'],
    [{ key: 'some-key', planId: 'nonsense' }, 'planId'],
    [{ key: 'some-key', name: 'n'.repeat(121) }, 'name'],
  ])('%o is refused beside %s', (named, field) =>
    onStage(async (stage) => {
      const work = importCredential(runs(stage), importOf(stage, named));
      const refused: { fieldErrors?: object } = await work.then(
        () => ({}),
        (error: { fieldErrors: object }) => error,
      );
      expect(Object.keys(refused.fieldErrors ?? {})).toEqual([field]);
      expect(await stage.db.select().from(credentials)).toEqual([]);
    }),
  );

  test('nothing is attached to an organization that is suspended', () =>
    onStage(async (stage) => {
      await stage.db
        .update(organizations)
        .set({ status: 'suspended', decidedAt: new Date() })
        .where(eq(organizations.id, stage.world.acme.id));
      expect(await outcome(importCredential(runs(stage), importOf(stage, { key: 'some-key' })))).toBe('conflict');
    }));
});

describe('an import that failed', () => {
  test('for a policy that is not there yet is tried again, and then the key works', () =>
    onStage(async (stage) => {
      const all = { apis: DEMO_APIS, policies: DEMO_POLICIES };
      const without = { ...all, policies: DEMO_POLICIES.filter(({ policyId }) => policyId !== 'acl-weather') };
      const { key } = await foreignKey(stage.gateway);
      stage.gateway.setDefinitions(without);
      const { credentialId } = await importCredential(runs(stage), importOf(stage, { key }));
      await stage.settle({ limits: { rejectionsForgiven: 1 } });
      expect(await stage.row(credentialId)).toMatchObject({ status: 'failed' });
      expect(heldKey(stage.gateway, key)?.session.meta_data).toEqual({ customer_id: 'cus_7' });
      stage.gateway.setDefinitions(all);
      await retryCredential(runs(stage), { credentialId });
      await stage.settle();
      expect(await stage.row(credentialId)).toMatchObject({ status: 'active', lastError: null });
      expect(await callWith(stage.gateway, key, 'weather')).toBe(200);
    }));

  test('is removed, leaves the key to its owner, and can be made again', () =>
    onStage(async (stage) => {
      const { key } = await foreignKey(stage.gateway, { expires: 1 });
      const { credentialId, requestId } = await importCredential(runs(stage), importOf(stage, { key }));
      await stage.settle();
      await removeImport(runs(stage), { credentialId });
      await stage.settle();
      expect(await stage.row(credentialId)).toMatchObject({ status: 'revoked', keySealed: null, keyDigest: null });
      expect(heldKey(stage.gateway, key)?.session.meta_data).toEqual({ customer_id: 'cus_7' });
      const [request] = await stage.db.select().from(accessRequests).where(eq(accessRequests.id, requestId));
      expect(request).toMatchObject({ status: 'withdrawn' });
      const session = { org_id: stage.gateway.orgId, apply_policies: ['plan-partner', 'acl-maps'] };
      await controlCall(stage.gateway, 'PUT', encodeURIComponent(key), session);
      const again = await importCredential(runs(stage), importOf(stage, { key }));
      await stage.settle();
      expect(await stage.row(again.credentialId)).toMatchObject({ status: 'active' });
    }));

  test('is removed by one of twenty who press, and only while it is failed', () =>
    onStage(async (stage) => {
      const { credentialId } = await importCredential(runs(stage), importOf(stage, { key: 'a-key-that-never-was' }));
      expect(await outcome(removeImport(runs(stage), { credentialId }))).toBe('conflict');
      await stage.settle();
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, () => outcome(removeImport(runs(stage), { credentialId }))),
      );
      expect(outcomes.filter((outcome) => outcome === 'ok')).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome === 'conflict')).toHaveLength(19);
      const ofRemoval = and(eq(auditEvents.event, 'access_request.withdrawn'));
      expect(await stage.db.select().from(auditEvents).where(ofRemoval).orderBy(auditEvents.id)).toHaveLength(1);
    }));
});
