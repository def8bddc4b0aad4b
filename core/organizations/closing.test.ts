import { and, eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { auditEvents, mails, notifications, organizations, settings, users } from '@/db/schema';
import { contextFor, inSandbox, unboxed } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { refusalOf } from '@/test/refusal-of';
import { seedDeveloper, seedSession, seedWorld, type World } from '@/test/world';
import { type Actor, systemActor } from '../identity/actor';
import { cancelClosing } from './cancel-closing';
import { changeContacts } from './change-contacts';
import { closeOrganizationWhenDue } from './close-when-due';
import { requestClosing } from './request-closing';

const none = { name: '', email: '' };
const wishOf = ({ acme }: World) => ({ organizationId: acme.id, typedName: acme.name });
const closingOf = async (db: Database, id: string) =>
  (
    await db
      .select({ status: organizations.status, closesAt: organizations.closesAt })
      .from(organizations)
      .where(eq(organizations.id, id))
  ).at(0);
const run = (db: Database, { acme }: World) =>
  closeOrganizationWhenDue(contextFor(db, systemActor('test')), { organizationId: acme.id });
/** The waiting period is over. */
const letTimePass = (db: Database, { acme }: World) =>
  db.update(organizations).set({ closesAt: sql`now()` }).where(eq(organizations.id, acme.id));
const recipientsOf = async (db: Database, message: string) =>
  (await db.select().from(mails).where(eq(mails.message, message)))
    .map(({ toUserId, toAddress }) => toUserId ?? toAddress)
    .sort();

describe('closing an organization', () => {
  test('waits as long as the settings say, and tells super admins and contacts once each', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { ada, acme } = world;
      await seedSession(db, ada);
      const ctx = contextFor(db, ada);
      const second = await seedDeveloper(db, 'Sue', { ...acme }, 'super_admin');
      const outside = { name: 'Security team', email: 'Security@Acme.test' };
      await changeContacts(ctx, {
        organizationId: acme.id,
        contacts: { security: outside, billing: outside, technical: { name: 'Ada', email: ada.email } },
      });

      const { closesAt } = await requestClosing(ctx, wishOf(world));

      const days = ((closesAt?.getTime() ?? 0) - Date.now()) / 86_400_000;
      expect(days).toBeGreaterThan(13.9);
      expect(days).toBeLessThan(14.1);
      const told = [ada.userId, second.userId, 'security@acme.test'].sort();
      expect(await recipientsOf(db, 'organization-closing')).toEqual(told);
      expect(await db.$count(notifications, eq(notifications.kind, 'organization.closing_requested'))).toBe(2);
      expect(await refusalOf(requestClosing(ctx, wishOf(world)))).toMatchObject({ code: 'conflict' });
      expect(await run(db, world)).toEqual({ outcome: 'nothing to do' });
      expect(await closingOf(db, acme.id)).toMatchObject({ status: 'active' });

      await letTimePass(db, world);
      expect(await run(db, world)).toEqual({ outcome: 'closed' });
      expect(await closingOf(db, acme.id)).toEqual({ status: 'closed', closesAt: null });
      expect(await run(db, world)).toEqual({ outcome: 'nothing to do' });
      expect(await db.$count(auditEvents, eq(auditEvents.event, 'organization.closed'))).toBe(1);
      const home = and(eq(users.id, ada.userId), eq(users.organizationId, world.defaultOrganization.id));
      expect(await db.$count(users, home)).toBe(1);
    }));

  test('is at once where there is no waiting period', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await seedSession(db, world.ada);
      await db.update(settings).set({ organizationCloseDays: 0 });
      expect(await requestClosing(contextFor(db, world.ada), wishOf(world))).toEqual({ closesAt: null });
      expect(await closingOf(db, world.acme.id)).toMatchObject({ status: 'closed' });
      expect(await run(db, world)).toEqual({ outcome: 'nothing to do' });
    }));

  test('wants the name, typed, and a fresh proof', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db, world.ada);
      expect(await refusalOf(requestClosing(ctx, wishOf(world)))).toMatchObject({ code: 'proof_needed' });
      await seedSession(db, world.ada);
      for (const typedName of ['', 'acme', 'Acme Inc']) {
        const refusal = await refusalOf(requestClosing(ctx, { ...wishOf(world), typedName }));
        expect(refusal).toMatchObject({ code: 'invalid', fieldErrors: { typedName: [expect.any(String)] } });
      }
      await requestClosing(ctx, { ...wishOf(world), typedName: ' Acme ' });
    }));

  test('is cancelled by any super admin or a portal admin; jobs that wait find nothing to do', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { ada, alan, acme } = world;
      await seedSession(db, ada);
      for (const actor of [ada, alan] satisfies Actor[]) {
        await requestClosing(contextFor(db, ada), wishOf(world));
        await letTimePass(db, world);
        await cancelClosing(contextFor(db, actor), { organizationId: acme.id });
        expect(await run(db, world)).toEqual({ outcome: 'nothing to do' });
        expect(await closingOf(db, acme.id)).toEqual({ status: 'active', closesAt: null });
        const again = await refusalOf(cancelClosing(contextFor(db, actor), { organizationId: acme.id }));
        expect(again).toMatchObject({ code: 'conflict' });
      }
    }));

  test('is carried out by the system only', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      for (const actor of [world.ada, world.priya]) {
        const attempt = closeOrganizationWhenDue(contextFor(db, actor), { organizationId: world.acme.id });
        expect(await refusalOf(attempt)).toMatchObject({ code: 'forbidden' });
      }
    }));

  // Look for what is due before the lock instead of under it to see an organization that was cancelled and closed.
  test('does not happen when it was cancelled while the job waited', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      await seedSession(db, world.ada);
      await requestClosing(contextFor(db, world.ada), wishOf(world));
      await letTimePass(db, world);
      const { cancelled, ran } = await behindTheLock(db, world, {
        cancelled: () => outcome(cancelClosing(contextFor(db, world.ada), { organizationId: world.acme.id })),
        ran: () => run(db, world).then((answer) => answer.outcome),
      });
      expect({ cancelled, ran }).toEqual({ cancelled: 'ok', ran: 'nothing to do' });
      expect(await closingOf(db, world.acme.id)).toEqual({ status: 'active', closesAt: null });
    }));

  test('happens once, however many jobs run, and cannot be cancelled afterwards', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      await seedSession(db, world.ada);
      await requestClosing(contextFor(db, world.ada), wishOf(world));
      await letTimePass(db, world);
      const jobs = Array.from({ length: 4 }, () => run(db, world).then((answer) => answer.outcome));
      expect((await Promise.all(jobs)).sort()).toEqual(['closed', ...Array(3).fill('nothing to do')]);
      const late = cancelClosing(contextFor(db, world.priya), { organizationId: world.acme.id });
      expect(await refusalOf(late)).toMatchObject({ code: 'conflict' });
    }));
});

/** Lets both wait for the organization's row, one behind the other, and then go. */
async function behindTheLock<Answers extends Record<string, string>>(
  db: Database,
  { acme }: World,
  acts: { [Name in keyof Answers]: () => Promise<Answers[Name]> },
): Promise<Answers> {
  const underWay = await db.transaction(async (tx) => {
    await tx.select().from(organizations).where(eq(organizations.id, acme.id)).for('update');
    const started: [string, Promise<string>][] = [];
    for (const [name, act] of Object.entries(acts)) {
      started.push([name, act()]);
      await expect.poll(() => waiters(db)).toBe(started.length);
    }
    return started;
  });
  const answers = underWay.map(async ([name, answer]) => [name, await answer] as const);
  return Object.fromEntries(await Promise.all(answers)) as Answers;
}

async function waiters(db: Database): Promise<number> {
  const { rows } = await db.execute<{ count: number }>(sql`select count(*)::int as count from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`);
  return rows[0]?.count ?? 0;
}

describe('contacts', () => {
  test('are checked, kept, replaced and removed', () =>
    inSandbox(async (db) => {
      const { ada, acme } = await seedWorld(db);
      const ctx = contextFor(db, ada);
      const change = (security: typeof none) =>
        changeContacts(ctx, { organizationId: acme.id, contacts: { security, billing: none, technical: none } });
      const wrong = [
        { name: 'Sec', email: '' },
        { name: 'Sec', email: 'nobody' },
        { name: '', email: 'a@b.test' },
        { name: 'evil.example', email: 'a@b.test' },
      ];
      for (const contact of wrong) expect(await refusalOf(change(contact))).toMatchObject({ code: 'invalid' });
      for (const name of ['First', 'Second']) await change({ name, email: 'sec@acme.test' });
      const { rows } = await db.execute(sql`select kind, name, email from organization_contacts`);
      expect(rows).toEqual([{ kind: 'security', name: 'Second', email: 'sec@acme.test' }]);
      await change(none);
      expect((await db.execute(sql`select 1 from organization_contacts`)).rows).toEqual([]);
    }));
});
