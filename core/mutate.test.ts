import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { newId } from '@/db/ids';
import { auditEvents, mails, throttles } from '@/db/schema';
import { contextFor, inSandbox, unboxed } from '@/test/harness';
import { refusalOf } from '@/test/refusal-of';
import { seedWorld } from '@/test/world';
import { mutate, postgresCode } from './mutate';

const subject = { kind: 'test', id: null };

describe('one change', () => {
  test('rows, audit event, jobs and mails exist together or not at all [D-15]', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db, world.ada);
      const jobs = async () =>
        (await db.execute<{ count: number }>(sql`select count(*)::int as count from graphile_worker.jobs`)).rows[0]
          ?.count;
      const before = await jobs();
      const events = await db.$count(auditEvents);
      const change = (fails: boolean) =>
        mutate(ctx, async (unit) => {
          await unit.audit('app.created', subject);
          await unit.enqueue({ kind: 'credential.sync', credentialId: newId() });
          await unit.mail({ message: 'registration-received', to: { userId: world.ada.userId } });
          if (fails) throw new Error('second thoughts');
        });

      await expect(change(true)).rejects.toThrow('second thoughts');
      expect([await jobs(), await db.$count(auditEvents), await db.$count(mails)]).toEqual([before, events, 0]);
      await change(false);
      expect([await jobs(), await db.$count(auditEvents), await db.$count(mails)]).toEqual([
        (before ?? 0) + 2,
        events + 1,
        1,
      ]);
    }));

  // Leave the count of events out of mutate and the row is there, with nothing that explains it.
  test('a change that nobody could explain later does not commit, and who, what, whom and from where stand in its event [L-03]', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db, world.ada, { ip: '203.0.113.7', requestId: 'request-1' });
      const bucket = { bucket: 'quiet', attempts: 0, resetsAt: new Date() };
      const quiet = mutate(ctx, async (unit) => void (await unit.tx.insert(throttles).values(bucket)));
      await expect(quiet).rejects.toThrow('no audit event');
      expect(await db.$count(throttles)).toBe(0);
      await mutate(ctx, async (unit) => unit.audit('app.created', { kind: 'app', id: newId() }));
      const [event] = await db.select().from(auditEvents).where(sql`request_id = 'request-1'`).orderBy(auditEvents.id);
      expect(event).toMatchObject({ event: 'app.created', actorId: world.ada.userId, ip: '203.0.113.7' });
      expect(event?.at).toBeInstanceOf(Date);
    }));

  // Take the retry out of mutate and one of the two fails with 40P01.
  test('a deadlock is tried again and both changes happen [R-16]', () =>
    unboxed(async (db) => {
      await db.insert(throttles).values([
        { bucket: 'a', attempts: 0, resetsAt: new Date() },
        { bucket: 'b', attempts: 0, resetsAt: new Date() },
      ]);
      let waiting = 2;
      let open = () => {};
      const bothHoldOne = new Promise<void>((resolve) => {
        open = resolve;
      });
      const arrive = async () => {
        waiting -= 1;
        if (waiting === 0) open();
        await bothHoldOne;
      };
      const touch = (first: string, second: string) => {
        let attempt = 0;
        return mutate(contextFor(db), async (unit) => {
          attempt += 1;
          await unit.tx.execute(sql`update throttles set attempts = attempts + 1 where bucket = ${first}`);
          if (attempt === 1) await arrive();
          await unit.tx.execute(sql`update throttles set attempts = attempts + 1 where bucket = ${second}`);
          await unit.audit('app.changed', subject);
        });
      };
      await Promise.all([touch('a', 'b'), touch('b', 'a')]);
      expect((await db.select().from(throttles)).map(({ attempts }) => attempts)).toEqual([2, 2]);
    }));

  test('history cannot be rewritten, not even by the portal [D-12]', () =>
    inSandbox(async (db) => {
      await mutate(contextFor(db), async (unit) => unit.audit('app.created', subject));
      for (const rewriting of [
        sql`update audit_events set actor_label = 'somebody else'`,
        sql`delete from audit_events`,
        sql`truncate audit_events cascade`,
      ]) {
        const attempt = db.transaction((tx) => tx.execute(rewriting));
        const code = postgresCode(await refusalOf(attempt));
        expect(code).toBe('23001');
      }
    }));
});
