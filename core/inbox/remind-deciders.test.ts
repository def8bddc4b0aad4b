import { and, eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import {
  accessRequests,
  approverProducts,
  auditEvents,
  mails,
  notifications,
  organizations,
  settings,
  users,
} from '@/db/schema';
import { crowd } from '@/test/crowd';
import { mailed } from '@/test/decisions';
import { contextFor, inSandbox, unboxed } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { seedRequest } from '@/test/requests';
import { seedWorld, type World } from '@/test/world';
import { systemActor } from '../identity/actor';
import { requestsWaiting } from '../notifications/values/waiting-requests';
import { remindDeciders } from './remind-deciders';

const system = (db: Database) => contextFor(db, systemActor('requests'));

async function waitingFor(db: Database, world: World, days: number, app = 'Harbour lights'): Promise<string> {
  const { requestId } = await seedRequest(db, world, { app });
  await passDays(db, requestId, days);
  return requestId;
}

/** The clock of the database cannot be moved: what happened is put back instead. */
async function passDays(db: Database, requestId: string, days: number): Promise<void> {
  await db
    .update(accessRequests)
    .set({
      createdAt: sql`created_at - make_interval(days => ${days})`,
      remindedAt: sql`reminded_at - make_interval(days => ${days})`,
    })
    .where(eq(accessRequests.id, requestId));
}

const told = async (db: Database) => (await mailed(db, 'requests-waiting')).map(({ toUserId }) => toUserId).sort();

describe('reminding those who decide', () => {
  test('each of them is told once of what waits too long, in one mail and one line', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { priya, alan, arun } = world;
      const old = await waitingFor(db, world, 4);
      await waitingFor(db, world, 5, 'Lamp');
      await waitingFor(db, world, 1, 'Young');
      expect(await remindDeciders(system(db))).toEqual({ requests: 2, others: 0 });
      expect(await told(db)).toEqual([priya.userId, alan.userId, arun.userId].sort());
      const lines = await db
        .select({ userId: notifications.userId, title: notifications.title })
        .from(notifications)
        .where(eq(notifications.kind, 'access_request.deciders_reminded'));
      expect(lines).toHaveLength(3);
      expect(lines[0]?.title).toBe('2 requests wait for a decision');
      const events = await db
        .select()
        .from(auditEvents)
        .where(and(eq(auditEvents.event, 'access_request.deciders_reminded'), eq(auditEvents.subjectId, old)))
        .orderBy(auditEvents.id);
      expect(events).toHaveLength(1);
    }));

  // Leave `reminded_at` out of `isDue` and this fails.
  test('a request is told of once in each period', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const id = await waitingFor(db, world, 4);
      expect(await remindDeciders(system(db))).toEqual({ requests: 1, others: 0 });
      expect(await remindDeciders(system(db))).toEqual({ requests: 0, others: 0 });
      await passDays(db, id, 2);
      expect(await remindDeciders(system(db))).toEqual({ requests: 0, others: 0 });
      await passDays(db, id, 2);
      expect(await remindDeciders(system(db))).toEqual({ requests: 1, others: 0 });
    }));

  test('nobody is told of what waits for the developer, for another system, or for nobody', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const change = async (id: string, to: Partial<typeof accessRequests.$inferInsert>) =>
        db.update(accessRequests).set(to).where(eq(accessRequests.id, id));
      await change(await waitingFor(db, world, 9, 'A'), { informationAskedAt: new Date() });
      await change(await waitingFor(db, world, 9, 'B'), { decider: 'third_party' });
      await change(await waitingFor(db, world, 9, 'C'), { status: 'cancelled' });
      expect(await remindDeciders(system(db))).toEqual({ requests: 0, others: 0 });
      expect(await told(db)).toEqual([]);
    }));

  test('an approver of chosen products hears of those only', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await db.insert(approverProducts).values({ userId: world.arun.userId, productId: world.weather.id });
      await waitingFor(db, world, 4);
      await remindDeciders(system(db));
      expect(await told(db)).not.toContain(world.arun.userId);
      await db.insert(approverProducts).values({ userId: world.arun.userId, productId: world.payments.id });
      await db.update(accessRequests).set({ remindedAt: null });
      await db.delete(mails);
      await remindDeciders(system(db));
      expect(await told(db)).toContain(world.arun.userId);
    }));

  test('is switched off by a setting of none, and done by the system only', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await waitingFor(db, world, 40);
      expect(await outcome(remindDeciders(contextFor(db, world.priya)))).toBe('forbidden');
      await db.update(settings).set({ remindDecidersDays: 0 });
      expect(await remindDeciders(system(db))).toEqual({ requests: 0, others: 0 });
      expect(await told(db)).toEqual([]);
    }));

  test('developers and organizations that wait too long are told of with the rest, once in each period', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const ago = { createdAt: sql`now() - interval '4 days'` };
      await db.update(users).set(ago).where(eq(users.id, world.penny.userId));
      await db.update(organizations).set(ago).where(eq(organizations.id, world.waiting.id));
      await db.insert(approverProducts).values({ userId: world.arun.userId, productId: world.payments.id });
      await waitingFor(db, world, 4);
      expect(await remindDeciders(system(db))).toEqual({ requests: 1, others: 2 });
      const titles = await db
        .select({ userId: notifications.userId, title: notifications.title })
        .from(notifications)
        .where(eq(notifications.kind, 'access_request.deciders_reminded'));
      const titleFor = (userId: string) => titles.find((line) => line.userId === userId)?.title;
      expect(titleFor(world.priya.userId)).toBe('3 requests wait for a decision');
      expect(titleFor(world.arun.userId)).toBe('A request waits for a decision');
      expect(await remindDeciders(system(db))).toEqual({ requests: 0, others: 0 });
      const [event] = await db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.event, 'user.deciders_reminded'))
        .orderBy(auditEvents.id);
      expect(event).toMatchObject({ subjectId: world.penny.userId, detail: { days: 3 } });
    }));

  // Ask for what was told in the statement that locks, and this fails.
  test('many workers at once remind once of a developer', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      await db.update(users).set({ createdAt: sql`now() - interval '4 days'` }).where(eq(users.id, world.penny.userId));
      const { won, refused } = await crowd(() => remindDeciders(system(db)));
      expect(refused).toEqual([]);
      expect(won.filter(({ others }) => others > 0)).toHaveLength(1);
      expect(await told(db)).toHaveLength(3);
    }));

  // Delete the second `isDue` of the update and this fails: the rows found before the wait are written twice.
  test('many workers at once remind once', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      await waitingFor(db, world, 4);
      const { won, refused } = await crowd(() => remindDeciders(system(db)));
      expect(refused).toEqual([]);
      expect(won.filter(({ requests }) => requests > 0)).toHaveLength(1);
      expect(await told(db)).toHaveLength(3);
    }));
});

describe('the mail that reminds', () => {
  const load = (db: Database, userId: string) =>
    requestsWaiting({
      ctx: system(db),
      recipient: { userId, firstName: 'Priya', lastName: 'Test', address: 'priya@provider.test' },
      subjectId: null,
      facts: {},
      mint: () => Promise.reject(new Error('no link of this mail opens anything')),
    });

  test('names what waits when it is sent, and is dropped when nothing does any more', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      for (const app of ['A', 'B', 'C', 'D', 'E', 'F', 'G']) await waitingFor(db, world, 4, app);
      const values = await load(db, world.priya.userId);
      expect(values).toMatchObject({
        count: 7,
        days: 3,
        names: 'A (Acme), B (Acme), C (Acme), D (Acme), E (Acme), and 2 more',
      });
      await db.update(accessRequests).set({ status: 'cancelled' });
      expect(await load(db, world.priya.userId)).toBeNull();
      await db.update(users).set({ createdAt: sql`now() - interval '4 days'` });
      expect(await load(db, world.priya.userId)).toMatchObject({ count: 1, names: 'Penny Test (developer)' });
      await db.insert(approverProducts).values({ userId: world.arun.userId, productId: world.payments.id });
      expect(await load(db, world.arun.userId)).toBeNull();
    }));
});
