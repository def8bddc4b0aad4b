import { eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { newId } from '@/db/ids';
import { auditEvents, mails, users } from '@/db/schema';
import { contextFor, inSandbox, unboxed } from '@/test/harness';
import { seedWorld, type World } from '@/test/world';
import { listMails } from './list-mails';
import { resendMail } from './resend-mail';

type Row = typeof mails.$inferInsert;

async function aMail(db: Database, world: World, more: Partial<Row> = {}): Promise<string> {
  const id = newId();
  await db.insert(mails).values({ id, message: 'key-ready', toUserId: world.ada.userId, state: 'sent', ...more });
  return id;
}
const jobsOf = async (db: Database, mailId: string) =>
  (await db.execute(sql`select 1 from graphile_worker._private_jobs where payload ->> 'mailId' = ${mailId}`)).rows
    .length;

describe('the ledger', () => {
  test('is filtered and searched, and shows neither facts nor what stood in a mail', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const failed = await aMail(db, world, { state: 'failed', lastError: 'no', facts: { reason: 'between us' } });
      const invited = await aMail(db, world, { message: 'invitation', toUserId: null, toAddress: 'new@acme.test' });
      const ctx = contextFor(db, world.audrey);
      const idsOf = async (filters: Parameters<typeof listMails>[1]) =>
        (await listMails(ctx, filters)).rows.map(({ id }) => id);
      expect(await idsOf({ state: 'failed' })).toEqual([failed]);
      expect(await idsOf({ message: 'invitation' })).toEqual([invited]);
      expect(await idsOf({ search: 'NEW@acme' })).toEqual([invited]);
      expect(await idsOf({ search: 'ada test' })).toEqual([failed]);
      expect(await idsOf({ search: '%' })).toEqual([]);
      expect(await idsOf({ state: 'no such state' })).toHaveLength(2);
      expect(JSON.stringify(await listMails(ctx, {}))).not.toContain('between us');
      await expect(listMails(contextFor(db, world.ada), {})).rejects.toMatchObject({ code: 'not_found' });
    }));

  test('goes on page by page, each mail once', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      for (let number = 0; number < 51; number += 1) await aMail(db, world);
      const ctx = contextFor(db, world.alan);
      const first = await listMails(ctx, {});
      const second = await listMails(ctx, {}, { after: first.after });
      expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(51);
      expect(second.after).toBeNull();
    }));

  test('names nobody who was deleted', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await aMail(db, world);
      await db.update(users).set({ deletedAt: new Date(), status: 'inactive' }).where(eq(users.id, world.ada.userId));
      const { rows } = await listMails(contextFor(db, world.alan), {});
      expect(rows).toMatchObject([{ address: null, developerId: null }]);
    }));
});

describe('sending again', () => {
  test('a mail that never left is queued again as it is; one that was taken gets a row of its own [M-02]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db, world.alan);
      const failed = await aMail(db, world, { state: 'failed', attempts: 25, lastError: 'no' });
      await resendMail(ctx, { mailId: failed });
      const [again] = await db.select().from(mails).where(eq(mails.id, failed));
      expect(again).toMatchObject({ state: 'queued', attempts: 0, lastError: null });
      expect(await jobsOf(db, failed)).toBe(1);

      const sent = await aMail(db, world, { message: 'key-revoked', facts: { why: 'x' }, subjectId: newId() });
      await resendMail(ctx, { mailId: sent });
      const rows = await db.select().from(mails).where(eq(mails.message, 'key-revoked'));
      const copy = rows.find(({ id }) => id !== sent);
      expect(copy).toMatchObject({ state: 'queued', facts: { why: 'x' }, toUserId: world.ada.userId });
      expect(await jobsOf(db, copy?.id ?? '')).toBe(1);
      const events = await db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.event, 'mail.sent_again'))
        .orderBy(auditEvents.id);
      expect(events.map(({ subjectId }) => subjectId)).toEqual([failed, sent]);
    }));

  test('an unknown mail is not found', () =>
    inSandbox(async (db) => {
      const ctx = contextFor(db, (await seedWorld(db)).alan);
      for (const mailId of [newId(), 'nonsense']) {
        await expect(resendMail(ctx, { mailId })).rejects.toMatchObject({ code: 'not_found' });
      }
    }));

  // Delete `.for('update')` from resend-mail.ts and this must fail.
  test('many clicks at once send one mail', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      const mailId = await aMail(db, world);
      const clicks = Array.from({ length: 8 }, () => resendMail(contextFor(db, world.alan), { mailId }));
      const outcomes = await Promise.allSettled(clicks);
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await db.select().from(mails)).toHaveLength(2);
    }));
});
