import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { listProblems } from '@/core/audit/list-problems';
import { anonymous } from '@/core/identity/actor';
import { auditEvents, credentials, mails, notifications } from '@/db/schema';
import { crowd, gather } from '@/test/crowd';
import { outcome } from '@/test/outcome';
import { callWith } from '@/test/provisioning';
import { provisioningStage, type Stage } from '@/test/provisioning-stage';
import { reportFoundKey } from './report-found-key';
import { revokeCredential } from './revoke-credential';

const onStage = provisioningStage();

const report = (stage: Stage, key: string, ip = '192.0.2.7') =>
  reportFoundKey(stage.as(anonymous, { ip }), stage.gateways, { key });
const told = (stage: Stage) =>
  stage.db.select({ message: mails.message, to: mails.toUserId }).from(mails).where(eq(mails.message, 'key-found'));

describe('whoever found a key', () => {
  test('reads that it is known; its people and those who run the portal hear of it; it goes on working', () =>
    onStage(async (stage) => {
      const { world, db } = stage;
      const { credentialId, key } = await stage.activeKey({ by: world.tom });
      expect(await report(stage, key)).toEqual({ isKnown: true });
      // Tom asked for it and made it, Ada owns the app.
      expect((await told(stage)).map(({ to }) => to).sort()).toEqual([world.ada.userId, world.tom.userId].sort());
      const toAdmins = await db.select().from(mails).where(eq(mails.message, 'key-found-admin'));
      expect(toAdmins.map(({ toUserId }) => toUserId).sort()).toEqual([world.priya.userId, world.alan.userId].sort());
      expect((await stage.row(credentialId)).foundAt).not.toBeNull();
      expect(await callWith(stage.gateway, key)).toBe(200);
      const { found } = await listProblems(stage.as(world.audrey));
      expect(found).toMatchObject([{ credentialId, appName: 'Ledger' }]);
      const bells = await db.select().from(notifications).where(eq(notifications.kind, 'credential.found'));
      expect(bells).toHaveLength(4);
    }));

  test('may paste it with what stood around it', () =>
    onStage(async (stage) => {
      const { key } = await stage.activeKey();
      for (const pasted of [`Authorization: Bearer ${key}`, ` "${key}",\n`, `authorization=${key};`]) {
        expect(await report(stage, pasted)).toEqual({ isKnown: true });
      }
    }));

  test('is answered the same for a key that has ended, which concerns nobody any more', () =>
    onStage(async (stage) => {
      const { credentialId, key } = await stage.activeKey();
      await revokeCredential(stage.as(stage.world.ada), { credentialId });
      await stage.settle();
      expect(await report(stage, key)).toEqual({ isKnown: true });
      expect(await told(stage)).toEqual([]);
    }));

  test('reads that a key is not known, whatever they pasted, and nothing is kept of it', () =>
    onStage(async (stage) => {
      await stage.activeKey();
      for (const pasted of [
        'x',
        'no key at all',
        'a'.repeat(3_000),
        '5e9d9544a1dcd60001d0ed20notthisone',
        '\0\ud800',
      ]) {
        expect(await report(stage, pasted)).toEqual({ isKnown: false });
      }
      const events = await stage.db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.event, 'credential.found'))
        .orderBy(auditEvents.id);
      expect(events).toEqual([]);
    }));

  test('of a crowd with the same key one makes mails, and each is answered the same', () =>
    onStage(async (stage) => {
      const { key } = await stage.activeKey();
      await gather(stage.db, 8);
      const { won } = await crowd((index) => report(stage, key, `192.0.2.${index}`), 8);
      expect(won).toEqual(Array.from({ length: 8 }, () => ({ isKnown: true })));
      expect(await told(stage)).toHaveLength(1);
      const events = await stage.db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.event, 'credential.found'))
        .orderBy(auditEvents.id);
      expect(events).toHaveLength(1);
      expect(JSON.stringify(events)).not.toContain(key);
    }));

  test('finds also a key that was attached by its hash', () =>
    onStage(async (stage) => {
      const { credentialId, key } = await stage.activeKey();
      const [row] = await stage.db.select().from(credentials).where(eq(credentials.id, credentialId));
      expect(row?.gatewayKeyHash).not.toBeNull();
      const [kept] = await stage.db
        .update(credentials)
        .set({ isImported: true, keyDigest: null, keyIdDigest: null })
        .where(eq(credentials.id, credentialId))
        .returning();
      expect(await report(stage, key)).toEqual({ isKnown: true });
      expect((await stage.row(credentialId)).foundAt).not.toBeNull();
      await stage.db
        .update(credentials)
        .set({ isImported: false, keyDigest: row?.keyDigest ?? null, keyIdDigest: row?.keyIdDigest ?? null })
        .where(eq(credentials.id, kept?.id ?? ''));
    }));

  test('who reports without end is stopped', () =>
    onStage(async (stage) => {
      await stage.db.execute(
        `insert into throttles (bucket, attempts, resets_at) values ('found:network:192.0.2.7', 20, now() + interval '1 hour')`,
      );
      expect(await outcome(report(stage, 'a'.repeat(60)))).toBe('too_many');
      expect(await outcome(report(stage, 'a'.repeat(60), '192.0.2.8'))).toBe('ok');
    }));
});
