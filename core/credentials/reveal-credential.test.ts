import { and, eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { auditEvents, credentials, sessions, settings } from '@/db/schema';
import { gather } from '@/test/crowd';
import { outcome } from '@/test/outcome';
import { callWith, keysAt } from '@/test/provisioning';
import { provisioningStage } from '@/test/provisioning-stage';
import { getCredential } from './get-credential';
import { listCredentials } from './list-credentials';
import { regenerateCredential } from './regenerate-credential';
import { revealCredential } from './reveal-credential';
import { revokeCredential } from './revoke-credential';

const onStage = provisioningStage();

const revealed = eq(auditEvents.event, 'credential.revealed');

describe('showing a key', () => {
  test('is for members who may use the app, and each time is written down before the key leaves [K-19]', () =>
    onStage(async (stage) => {
      const { credentialId, key } = await stage.activeKey();
      const shown = await revealCredential(stage.as(stage.world.tom), { credentialId });
      expect(shown.key).toBe(key);
      expect(await callWith(stage.gateway, shown.key)).toBe(200);
      const events = await stage.db
        .select()
        .from(auditEvents)
        .where(and(revealed, eq(auditEvents.actorId, stage.world.tom.userId)))
        .orderBy(auditEvents.id);
      expect(events).toHaveLength(1);
      expect(JSON.stringify(events)).not.toContain(key);
      expect(await stage.row(credentialId)).toMatchObject({ lastRevealedBy: stage.world.tom.userId });
    }));

  test('is refused to admins of the portal, and strangers learn nothing [K-23]', () =>
    onStage(async (stage) => {
      const { credentialId } = await stage.activeKey();
      const { eve, dora, ivan, priya, alan, arun, audrey } = stage.world;
      for (const stranger of [eve, dora, ivan]) {
        expect(await outcome(revealCredential(stage.as(stranger), { credentialId }))).toBe('not_found');
        expect(await outcome(getCredential(stage.as(stranger), { credentialId }))).toBe('not_found');
        expect(await listCredentials(stage.as(stranger), { appId: stage.world.ledger.id })).toEqual([]);
      }
      for (const admin of [priya, alan, arun, audrey]) {
        expect(await outcome(revealCredential(stage.as(admin), { credentialId }))).toBe('forbidden');
      }
    }));

  // Leave `proofNeeded` out of reveal-credential.ts and this must fail.
  test('to whoever logged in long ago wants a new proof, but not the first time to whoever has just made it [A-20] [K-19]', () =>
    onStage(async (stage) => {
      const { ada, tom } = stage.world;
      const { credentialId } = await stage.activeKey();
      const asStale = { provenAt: sql`now() - interval '2 hours'` };
      await stage.db.update(sessions).set(asStale).where(eq(sessions.userId, ada.userId));
      expect(await outcome(revealCredential(stage.as(ada), { credentialId }))).toBe('proof_needed');
      expect(await outcome(revealCredential(stage.as(stage.world.eve), { credentialId }))).toBe('not_found');
      expect(await outcome(revealCredential(stage.as(tom), { credentialId }))).toBe('ok');

      await stage.db.update(sessions).set(asStale);
      const untouched = { lastRevealedAt: null, claimedBy: ada.userId, claimedAt: sql`now()` };
      await stage.db.update(credentials).set(untouched).where(eq(credentials.id, credentialId));
      expect(await outcome(revealCredential(stage.as(tom), { credentialId }))).toBe('proof_needed');
      expect(await outcome(revealCredential(stage.as(ada), { credentialId }))).toBe('ok');
      expect(await outcome(revealCredential(stage.as(ada), { credentialId }))).toBe('proof_needed');
      await stage.db.update(credentials).set({ ...untouched, claimedAt: sql`now() - interval '11 minutes'` });
      expect(await outcome(revealCredential(stage.as(ada), { credentialId }))).toBe('proof_needed');
    }));

  // Leave the generation out of isFirstLook and this must fail: replacing a key would be the way to see one.
  test('of a key that replaces another wants the new proof from the first time on [A-20]', () =>
    onStage(async (stage) => {
      const { ada } = stage.world;
      const { credentialId } = await stage.activeKey();
      const next = await regenerateCredential(stage.as(ada), { credentialId, grace: '24h' });
      await stage.settle();
      const asStale = { provenAt: sql`now() - interval '2 hours'` };
      await stage.db.update(sessions).set(asStale).where(eq(sessions.userId, ada.userId));
      expect(await stage.row(next.credentialId)).toMatchObject({ status: 'active', claimedBy: ada.userId });
      expect(await outcome(revealCredential(stage.as(ada), next))).toBe('proof_needed');
      await stage.db.update(sessions).set({ provenAt: sql`now()` });
      expect(await outcome(revealCredential(stage.as(ada), next))).toBe('ok');
    }));

  test('is refused for a key that is not active', () =>
    onStage(async (stage) => {
      const { credentialId } = await stage.activeKey();
      await revokeCredential(stage.as(stage.world.ada), { credentialId });
      expect(await outcome(revealCredential(stage.as(stage.world.ada), { credentialId }))).toBe('conflict');
    }));

  test('with the setting "once" happens one time, and the key goes on working and can be revoked', () =>
    onStage(async (stage) => {
      await stage.db.update(settings).set({ reveal: 'once' });
      const { credentialId, key } = await stage.activeKey();
      expect(await stage.row(credentialId)).toMatchObject({ keySealed: null });
      expect(await outcome(revealCredential(stage.as(stage.world.ada), { credentialId }))).toBe('conflict');
      expect(await getCredential(stage.as(stage.world.ada), { credentialId })).toMatchObject({ isShowable: false });
      expect(await callWith(stage.gateway, key)).toBe(200);
      await stage.gateway.wipeStore();
      await stage.db.execute(`update credentials set settled_at = null, settling_since = now(), next_look_at = now()`);
      await stage.settle();
      expect(await callWith(stage.gateway, key)).toBe(200);
      await revokeCredential(stage.as(stage.world.ada), { credentialId });
      await stage.settle();
      expect(await callWith(stage.gateway, key)).toBe(403);
    }));

  // Take the row lock out of lockCredential and two of them get it.
  test('with the setting "once" two people at the same moment do not both get it', () =>
    onStage(async (stage) => {
      const { credentialId } = await stage.activeKey();
      await stage.db.update(settings).set({ reveal: 'once' });
      await gather(stage.db);
      const tries = Array.from({ length: 10 }, (_, index) =>
        outcome(revealCredential(stage.as(index % 2 ? stage.world.ada : stage.world.tom), { credentialId })),
      );
      const outcomes = await Promise.all(tries);
      expect(outcomes.filter((outcome) => outcome === 'ok')).toHaveLength(1);
    }));

  test('what lists and pages get holds no secret [Z-04] [K-19] [K-23]', () =>
    onStage(async (stage) => {
      const { key } = await stage.activeKey();
      const id = keysAt(stage.gateway)[0]?.id ?? '';
      const listed = JSON.stringify(await listCredentials(stage.as(stage.world.ada), { appId: stage.world.ledger.id }));
      expect(listed).not.toContain(key);
      expect(listed).not.toContain(id);
      expect(listed).toContain(id.slice(-4));
    }));

  test('a key whose ciphertext was moved to another row cannot be shown [K-20]', () =>
    onStage(
      async (stage) => {
        const first = await stage.activeKey();
        const second = await stage.activeKey();
        const { keySealed } = await stage.row(first.credentialId);
        await stage.db.update(credentials).set({ keySealed }).where(eq(credentials.id, second.credentialId));
        await expect(revealCredential(stage.as(stage.world.ada), second)).rejects.toThrow();
        const events = await stage.db
          .select()
          .from(auditEvents)
          .where(and(revealed, eq(auditEvents.subjectId, second.credentialId)))
          .orderBy(auditEvents.id);
        expect(events).toHaveLength(1);
      },
      { skipInvariants: true },
    ));
});
