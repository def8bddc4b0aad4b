import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { suspendOrganization } from '@/core/organizations/suspend-organization';
import { RECONCILE_LIMITS } from '@/core/reconciler/limits';
import { reconcile } from '@/core/reconciler/reconcile';
import { auditEvents, credentials, gateways } from '@/db/schema';
import { gather } from '@/test/crowd';
import { attachedKey, foreignKey, heldKey, importOf } from '@/test/importing';
import { outcome } from '@/test/outcome';
import { callWith, keysAt, QUICK } from '@/test/provisioning';
import { provisioningStage, type Stage } from '@/test/provisioning-stage';
import { importCredential } from './import-credential';
import { regenerateCredential } from './regenerate-credential';
import { revokeCredential } from './revoke-credential';

const onStage = provisioningStage();
const runs = (stage: Stage) => stage.as(stage.world.alan);

describe('when many import at once', () => {
  // Leave the unique indexes out of the answer of import-credential.ts and this must fail.
  test.each(['key', 'keyHash'] as const)('twenty imports by one %s make one record', (by) =>
    onStage(async (stage) => {
      const { key, hash } = await foreignKey(stage.gateway);
      await gather(stage.db);
      const named = by === 'key' ? { key } : { keyHash: hash };
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, () => outcome(importCredential(runs(stage), importOf(stage, named)))),
      );
      expect(outcomes.filter((outcome) => outcome === 'ok')).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome === 'conflict')).toHaveLength(19);
      await stage.settle();
      expect(await stage.db.select().from(credentials)).toHaveLength(1);
      const told = await stage.db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.event, 'credential.imported'))
        .orderBy(auditEvents.id);
      expect(told).toHaveLength(1);
    }),
  );

  // Do not write the hash down before the key in attach-key.ts and this must fail.
  test('by key and by hash, with a worker each, one of the two has it in the end', () =>
    onStage(async (stage) => {
      for (let round = 0; round < 5; round += 1) {
        const { key, hash } = await foreignKey(stage.gateway);
        const made = await Promise.all(
          [{ key }, { keyHash: hash }].map((named) => importCredential(runs(stage), importOf(stage, named))),
        );
        await Promise.all(made.map(({ credentialId }) => stage.sync(credentialId)));
        await stage.settle();
        const rows = await Promise.all(made.map(({ credentialId }) => stage.row(credentialId)));
        expect(rows.map(({ status }) => status).sort()).toEqual(['active', 'failed']);
        const winner = rows.find(({ status }) => status === 'active');
        expect(heldKey(stage.gateway, key)?.session.meta_data.credential_id).toBe(winner?.id);
      }
    }));
});

describe('an import against', () => {
  test('a regeneration: first the one, then the other, and two working keys', () =>
    onStage(async (stage) => {
      const { key } = await foreignKey(stage.gateway);
      const { credentialId } = await importCredential(runs(stage), importOf(stage, { key }));
      const ada = stage.as(stage.world.ada);
      const tries = Promise.all(
        Array.from({ length: 10 }, () => outcome(regenerateCredential(ada, { credentialId, grace: '1h' }))),
      );
      await Promise.all([stage.sync(credentialId), tries]);
      await stage.settle();
      const made = (await tries).filter((outcome) => outcome === 'ok').length;
      expect(made).toBeLessThanOrEqual(1);
      if (made === 0) await regenerateCredential(ada, { credentialId, grace: '1h' });
      await stage.settle();
      expect(keysAt(stage.gateway)).toHaveLength(2);
      for (const held of keysAt(stage.gateway)) expect(await callWith(stage.gateway, held.key)).toBe(200);
    }));

  test('its own end, in any order: no key of the record is left, and it is revoked', () =>
    onStage(async (stage) => {
      for (let round = 0; round < 6; round += 1) {
        const { key } = await foreignKey(stage.gateway);
        const { credentialId } = await importCredential(runs(stage), importOf(stage, { key }));
        const end = () => revokeCredential(runs(stage), { credentialId });
        await Promise.all(round % 2 === 0 ? [stage.sync(credentialId), end()] : [end(), stage.sync(credentialId)]);
        await stage.settle();
        expect(await stage.row(credentialId)).toMatchObject({ status: 'revoked' });
        expect(keysAt(stage.gateway).filter((held) => held.credentialId === credentialId)).toEqual([]);
      }
    }));

  test('its own end while the write of the import is still under way: the key ends, or is its owner’s', () =>
    onStage(async (stage) => {
      const { key } = await foreignKey(stage.gateway);
      const { credentialId } = await importCredential(runs(stage), importOf(stage, { key }));
      stage.gateway.switches.set({ lateApplyMs: 800, only: ['PUT'], times: 1 });
      const limits = { fenceSeconds: 1.5 };
      await stage.sync(credentialId, { ...limits, backoffFirstSeconds: 600, backoffMaxSeconds: 600 });
      await revokeCredential(runs(stage), { credentialId });
      await stage.settle({ limits });
      expect(await stage.row(credentialId)).toMatchObject({ status: 'revoked' });
      expect(keysAt(stage.gateway)).toEqual([]);
    }));

  test('a suspension of the organization: the key is attached and blocked', () =>
    onStage(async (stage) => {
      const { key } = await foreignKey(stage.gateway);
      const { credentialId } = await importCredential(runs(stage), importOf(stage, { key }));
      await suspendOrganization(runs(stage), { organizationId: stage.world.acme.id, reason: 'Unpaid' });
      await stage.settle();
      expect(await stage.row(credentialId)).toMatchObject({ status: 'active', suspendedAt: expect.any(Date) });
      expect(await callWith(stage.gateway, key)).toBe(401);
    }));
});

describe('the reconciler', () => {
  const pass = (stage: Stage) =>
    reconcile(
      stage.system,
      stage.gateways,
      { fix: true },
      { reconcile: { ...RECONCILE_LIMITS, stuckSeconds: 0 }, sync: QUICK },
    );

  test.each(['key', 'hash'] as const)('writes a key again that was attached by its %s and then changed', (by) =>
    onStage(async (stage) => {
      const { key, credentialId } = await attachedKey(stage, by);
      const gateway = stage.gateways.of(await gatewayOf(stage));
      const session = { policyIds: ['plan-partner', 'acl-maps'], metadata: {}, alias: '', tags: [] };
      await gateway.rewriteKey({ key }, { ...session, expires: 'never' }, { resetQuota: false });
      await pass(stage);
      await stage.settle();
      expect(heldKey(stage.gateway, key)?.session.apply_policies).toContain('acl-payments');
      expect(await stage.row(credentialId)).toMatchObject({ status: 'active', lastError: null });
    }),
  );

  test('does not take a key for an orphan that is known by its hash alone', () =>
    onStage(async (stage) => {
      const { key } = await attachedKey(stage, 'hash');
      const [report] = (await pass(stage)).gateways;
      expect(report).toMatchObject({ orphans: 0, zombies: 0, missing: 0, drifted: 0 });
      expect(await callWith(stage.gateway, key)).toBe(200);
    }));
});

async function gatewayOf(stage: Stage) {
  const [row] = await stage.db.select().from(gateways);
  if (!row) throw new Error('there is no gateway');
  return row;
}
