import { desc, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { credentials, mails } from '@/db/schema';
import { gather } from '@/test/crowd';
import { outcome } from '@/test/outcome';
import { callWith, keysAt, ONE_TRY } from '@/test/provisioning';
import { provisioningStage, type Stage } from '@/test/provisioning-stage';
import { regenerateCredential } from './regenerate-credential';
import { revealCredential } from './reveal-credential';
import { revokeCredential } from './revoke-credential';
import { suspendCredential } from './suspend-credential';

const onStage = provisioningStage();

const keyOf = async (stage: Stage, credentialId: string) =>
  (await revealCredential(stage.as(stage.world.ada), { credentialId })).key;

describe('regenerating', () => {
  test('the old key works until the new one is active, and then for the grace period [K-16]', () =>
    onStage(async (stage) => {
      const old = await stage.activeKey();
      const ada = stage.as(stage.world.ada);
      const made = await regenerateCredential(ada, { credentialId: old.credentialId, grace: '24h' });
      expect(await callWith(stage.gateway, old.key)).toBe(200);
      await stage.settle();
      const key = await keyOf(stage, made.credentialId);
      expect(key).not.toBe(old.key);
      expect(await callWith(stage.gateway, key)).toBe(200);
      expect(await callWith(stage.gateway, old.key)).toBe(200);
      const row = await stage.row(old.credentialId);
      const hours = ((row.endsAt?.getTime() ?? 0) - (row.retiringAt?.getTime() ?? 0)) / 3_600_000;
      expect(hours).toBeCloseTo(24, 3);
      expect(await stage.row(made.credentialId)).toMatchObject({ generation: 2, status: 'active' });
      const [mail] = await stage.db.select().from(mails).where(eq(mails.message, 'key-regenerated'));
      expect(mail).toMatchObject({ subjectId: made.credentialId, facts: { oldEnds: expect.stringContaining('UTC') } });

      await stage.db
        .update(credentials)
        .set({ endsAt: new Date(), nextLookAt: new Date() })
        .where(eq(credentials.id, old.credentialId));
      await stage.settle();
      expect(await callWith(stage.gateway, old.key)).toBe(403);
      expect(await callWith(stage.gateway, key)).toBe(200);
      expect(await stage.row(old.credentialId)).toMatchObject({
        status: 'revoked',
        revokeReason: 'Replaced by a new key',
      });
    }));

  test('with no grace the old key ends as soon as the new one works, and not before', () =>
    onStage(async (stage) => {
      const old = await stage.activeKey();
      stage.gateway.switches.set({ resetBefore: true, times: 4 });
      const made = await regenerateCredential(stage.as(stage.world.ada), {
        credentialId: old.credentialId,
        grace: 'now',
      });
      await stage.sync(made.credentialId, ONE_TRY);
      expect(await callWith(stage.gateway, old.key)).toBe(200);
      await stage.hurry();
      await stage.settle();
      expect(await callWith(stage.gateway, old.key)).toBe(403);
      expect(await callWith(stage.gateway, await keyOf(stage, made.credentialId))).toBe(200);
    }));

  test('the new key has the rights that were approved, its own mark, and a lifetime of its own', () =>
    onStage(async (stage) => {
      const old = await stage.activeKey({ terms: { keyLifetimeDays: 10 } });
      const made = await regenerateCredential(stage.as(stage.world.ada), {
        credentialId: old.credentialId,
        grace: '1h',
      });
      await stage.settle();
      const held = keysAt(stage.gateway).find(({ credentialId }) => credentialId === made.credentialId);
      expect(held?.session).toMatchObject({
        apply_policies: ['acl-payments', 'acl-weather', 'plan-standard'],
        meta_data: { generation: 2, credential_id: made.credentialId, request_reason: 'Zahlungen prufen' },
      });
      const [first, second] = await stage.db.select().from(credentials).orderBy(credentials.generation);
      expect(second?.expiresAt?.getTime()).toBeGreaterThanOrEqual(first?.expiresAt?.getTime() ?? 0);
    }));

  test('a key whose lifetime is over can still be replaced', () =>
    onStage(async (stage) => {
      const old = await stage.activeKey({ terms: { keyLifetimeDays: 1 } });
      await stage.db.execute(`update credentials set expires_at = now() - interval '1 minute', next_look_at = now()`);
      await stage.sync(old.credentialId);
      const made = await regenerateCredential(stage.as(stage.world.ada), {
        credentialId: old.credentialId,
        grace: 'now',
      });
      await stage.settle();
      expect(await callWith(stage.gateway, await keyOf(stage, made.credentialId))).toBe(200);
      expect(await stage.row(old.credentialId)).toMatchObject({ status: 'revoked' });
    }));

  test('is refused while one is being made, for a key that is replaced already, and for a suspended one', () =>
    onStage(async (stage) => {
      const old = await stage.activeKey();
      const ada = stage.as(stage.world.ada);
      const again = () => outcome(regenerateCredential(ada, { credentialId: old.credentialId, grace: '1h' }));
      await suspendCredential(stage.as(stage.world.alan), old);
      expect(await again()).toBe('conflict');
      await stage.db.execute('update credentials set suspended_at = null, suspended_by = null');
      expect(await again()).toBe('ok');
      expect(await again()).toBe('conflict');
      await stage.settle();
      expect(await again()).toBe('conflict');
      for (const stranger of [stage.world.eve, stage.world.dora]) {
        const theirs = regenerateCredential(stage.as(stranger), { credentialId: old.credentialId, grace: 'now' });
        expect(await outcome(theirs)).toBe('not_found');
      }
      const auditors = regenerateCredential(stage.as(stage.world.audrey), {
        credentialId: old.credentialId,
        grace: 'now',
      });
      expect(await outcome(auditors)).toBe('forbidden');
    }));

  // Leave the lock out of lockCredential and the unique index catches it: a fault instead of an answer.
  test('ten clicks at once make one new key [R-11]', () =>
    onStage(async (stage) => {
      const old = await stage.activeKey();
      await gather(stage.db);
      const clicks = Array.from({ length: 10 }, (_, click) => {
        const ctx = stage.as(click % 2 === 0 ? stage.world.ada : stage.world.tom);
        return outcome(regenerateCredential(ctx, { credentialId: old.credentialId, grace: 'now' }));
      });
      const outcomes = await Promise.all(clicks);
      expect(outcomes.sort()).toEqual([...Array(9).fill('conflict'), 'ok']);
      await stage.settle();
      const rows = await stage.db.select().from(credentials).orderBy(desc(credentials.generation));
      expect(rows.map(({ status }) => status)).toEqual(['active', 'revoked']);
      expect(keysAt(stage.gateway)).toHaveLength(1);
    }));

  test('revoking the old key while the new one is made leaves exactly the new one [R-11]', () =>
    onStage(async (stage) => {
      for (let round = 0; round < 4; round += 1) {
        const old = await stage.activeKey();
        const ada = stage.as(stage.world.ada);
        const made = await regenerateCredential(ada, { credentialId: old.credentialId, grace: '1h' });
        await Promise.all([
          stage.sync(made.credentialId),
          revokeCredential(ada, { credentialId: old.credentialId }),
          stage.sync(made.credentialId),
        ]);
        await stage.settle();
        expect(await callWith(stage.gateway, old.key)).toBe(403);
        expect(await callWith(stage.gateway, await keyOf(stage, made.credentialId))).toBe(200);
      }
    }));

  test('a key that is suspended while its replacement is made cannot come back as the new one', () =>
    onStage(async (stage) => {
      const old = await stage.activeKey();
      const made = await regenerateCredential(stage.as(stage.world.ada), {
        credentialId: old.credentialId,
        grace: '1h',
      });
      await suspendCredential(stage.as(stage.world.alan), { credentialId: old.credentialId });
      await stage.settle();
      expect(await callWith(stage.gateway, await keyOf(stage, made.credentialId))).toBe(401);
      expect(await stage.row(made.credentialId)).toMatchObject({ suspendedBy: stage.world.alan.userId });
    }));
});
