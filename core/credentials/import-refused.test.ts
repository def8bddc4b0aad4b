import { and, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { accessRequests, auditEvents, credentials, organizations } from '@/db/schema';
import { DEMO_APIS, DEMO_POLICIES } from '@/gateway/demo/definitions';
import { attachedKey, controlCall, foreignKey, heldKey, importOf } from '@/test/importing';
import { outcome } from '@/test/outcome';
import { callWith, keysAt } from '@/test/provisioning';
import { provisioningStage, type Stage } from '@/test/provisioning-stage';
import { importCredential } from './import-credential';
import { removeImport } from './remove-import';
import { retryCredential } from './retry-credential';
import { revokeCredential } from './revoke-credential';

const onStage = provisioningStage();

const runs = (stage: Stage) => stage.as(stage.world.alan);

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
