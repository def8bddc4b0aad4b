import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { auditEvents, credentials } from '@/db/schema';
import { approvedRequest, callWith, keysAt } from '@/test/provisioning';
import { provisioningStage, type Stage } from '@/test/provisioning-stage';
import { pass } from '@/test/reconcile-pass';
import { writeStraight } from '@/test/write-straight';
import { claimCredential } from '../credentials/claim-credential';
import { revokeCredential } from '../credentials/revoke-credential';

const onStage = provisioningStage();

const mark = async (stage: Stage, credentialId: string) => {
  const { rows } = await stage.db.execute<{ portal_instance: string }>('select portal_instance from settings');
  return { portal_instance: rows[0]?.portal_instance, credential_id: credentialId };
};

const ID = (letter: string) => letter.repeat(32);
const NEVER = '00000000-0000-7000-8000-00000000000';

describe('keys that nobody knows', () => {
  test('with our mark are ended at once, deleted a day later; others’ are never touched [G-18]', () =>
    onStage(async (stage) => {
      const { key } = await stage.activeKey();
      await writeStraight(stage.gateway, ID('a'), { meta_data: await mark(stage, `${NEVER}1`) });
      await writeStraight(stage.gateway, ID('b'), {
        meta_data: { portal_instance: 'another portal', credential_id: `${NEVER}2` },
      });
      await writeStraight(stage.gateway, ID('c'), { meta_data: { owner: 'somebody by hand' } });
      const before = stage.gateway.keys().filter(({ id }) => id === ID('b') || id === ID('c'));

      expect((await pass(stage, { fix: false })).gateway).toMatchObject({ orphans: 1, quarantined: 0 });
      expect((await pass(stage)).gateway).toMatchObject({ orphans: 1, quarantined: 1, deleted: 0 });
      const orphan = () => stage.gateway.keys().find(({ id }) => id === ID('a'));
      expect(orphan()?.session).toMatchObject({ expires: 1, meta_data: { credential_id: `${NEVER}1` } });
      expect((await pass(stage)).gateway).toMatchObject({ orphans: 1, quarantined: 0, deleted: 0 });
      expect((await pass(stage, { quarantineHours: 0 })).gateway).toMatchObject({ deleted: 1 });
      expect(orphan()).toBeUndefined();
      expect(stage.gateway.keys().filter(({ id }) => id === ID('b') || id === ID('c'))).toEqual(before);
      expect(await callWith(stage.gateway, key)).toBe(200);
      const events = (await stage.db.select().from(auditEvents).orderBy(auditEvents.id)).filter(
        ({ subjectKind }) => subjectKind === 'gateway_key',
      );
      expect(events.map(({ event }) => event)).toEqual(['gateway_key.quarantined', 'gateway_key.deleted']);
    }));

  test('in great number mean a wrong database: nothing is done, and somebody is called [K-25]', () =>
    onStage(
      async (stage) => {
        const keys = [];
        for (let made = 0; made < 7; made += 1) keys.push(await stage.activeKey());
        // The database of an hour ago.
        await stage.db.delete(credentials);
        const { gateway } = await pass(stage);
        expect(gateway).toMatchObject({ orphans: 7, quarantined: 0, deleted: 0 });
        expect(gateway.stopped).toContain('Is it the right database');
        for (const { key } of keys) expect(await callWith(stage.gateway, key)).toBe(200);
      },
      { skipInvariants: true },
    ));

  test('because their request failed after all are ended and deleted', () =>
    onStage(async (stage) => {
      const { credentialId } = await approvedRequest(stage.db, stage.world);
      await claimCredential(stage.as(stage.world.ada), { credentialId });
      await stage.db.update(credentials).set({ status: 'failed' }).where(eq(credentials.id, credentialId));
      await writeStraight(stage.gateway, ID('d'), { meta_data: await mark(stage, credentialId) });
      expect((await pass(stage)).gateway).toMatchObject({ zombies: 1, repaired: 1 });
      expect(keysAt(stage.gateway)).toEqual([]);
    }));

  test('and that are being made right now are left alone', () =>
    onStage(async (stage) => {
      const { credentialId } = await approvedRequest(stage.db, stage.world);
      await claimCredential(stage.as(stage.world.ada), { credentialId });
      await writeStraight(stage.gateway, ID('e'), { meta_data: await mark(stage, credentialId) });
      expect((await pass(stage)).gateway).toMatchObject({ zombies: 0, orphans: 0 });
      expect(keysAt(stage.gateway)).toHaveLength(1);
      await stage.gateway.wipeStore();
    }));
});

describe('on a gateway that keeps its keys in the clear', () => {
  const onPlainStage = provisioningStage({ config: { hashKeys: false, hashKeyFunction: '' } });

  test('the saga, the comparison and the quarantine work without a hash [G-12]', () =>
    onPlainStage(async (stage) => {
      const { credentialId, key } = await stage.activeKey();
      await writeStraight(stage.gateway, ID('f'), { meta_data: await mark(stage, `${NEVER}3`) });
      expect((await pass(stage)).gateway).toMatchObject({ checked: 1, orphans: 1, quarantined: 1 });
      expect(await callWith(stage.gateway, key)).toBe(200);
      expect((await pass(stage, { quarantineHours: 0 })).gateway).toMatchObject({ deleted: 1 });
      await revokeCredential(stage.as(stage.world.ada), { credentialId });
      await stage.settle();
      expect(await callWith(stage.gateway, key)).toBe(403);
    }));
});
