import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { accessRequests, auditEvents, organizations, users } from '@/db/schema';
import { CROWD, crowd } from '@/test/crowd';
import { mailed, readRequest } from '@/test/decisions';
import { contextFor, inSandbox, unboxed } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { seedRequest } from '@/test/requests';
import { seedWorld, type World } from '@/test/world';
import { approveAccessRequest } from '../access-requests/approve';
import type { Actor } from '../identity/actor';
import { actOnMany } from './act-on-many';
import type { Matter } from './matter';

async function stage(db: Database) {
  const world = await seedWorld(db);
  await db.update(organizations).set({ requestedBy: world.dora.userId }).where(eq(organizations.id, world.waiting.id));
  const { requestId } = await seedRequest(db, world, { app: 'Harbour' });
  const matters: Matter[] = [
    { kind: 'request', id: requestId },
    { kind: 'developer', id: world.penny.userId },
    { kind: 'organization', id: world.waiting.id },
  ];
  return { world, requestId, matters };
}

async function states(db: Database, world: World, requestId: string) {
  const [penny] = await db.select().from(users).where(eq(users.id, world.penny.userId));
  const [company] = await db.select().from(organizations).where(eq(organizations.id, world.waiting.id));
  return [(await readRequest(db, requestId))?.status, penny?.status, company?.status];
}

describe('acting on many', () => {
  test('approves what waits, of whatever kind, and says what became of each', () =>
    inSandbox(async (db) => {
      const { world, requestId, matters } = await stage(db);
      const taken = await seedRequest(db, world, { app: 'Taken' });
      await approveAccessRequest(contextFor(db, world.alan), taken);
      const stray = randomUUID();
      const chosen: Matter[] = [
        ...matters,
        { kind: 'request', id: taken.requestId },
        { kind: 'developer', id: stray },
        { kind: 'request', id: requestId },
      ];

      const results = await actOnMany(contextFor(db, world.priya), { matters: chosen, act: { kind: 'approve' } });

      expect(results).toMatchObject([
        { name: 'Harbour', done: 'Approved.', refusal: null },
        { name: 'Penny Test', done: 'Activated.', refusal: null },
        { name: 'Waiting Works', done: 'Approved.', refusal: null },
        { name: 'Taken', refusal: 'This request was approved already, by Alan Test.' },
        { name: 'Unknown developer', refusal: 'There is nothing here, or you may not see it.' },
      ]);
      expect(await states(db, world, requestId)).toEqual(['approved', 'active', 'active']);
    }));

  test('declines each with a reason, which whoever asked is told', () =>
    inSandbox(async (db) => {
      const { world, requestId, matters } = await stage(db);
      const act = { kind: 'decline', reason: 'Companies only.' } as const;
      const results = await actOnMany(contextFor(db, world.priya), { matters, act });
      expect(results.map(({ done }) => done)).toEqual(['Declined.', 'Declined.', 'Declined.']);
      expect(await states(db, world, requestId)).toEqual(['declined', 'inactive', 'rejected']);
      const told = await mailed(db, 'request-declined', 'registration-declined', 'organization-rejected');
      expect(told.map(({ facts }) => facts.reason)).toEqual(Array(3).fill('Companies only.'));
      const declined = eq(auditEvents.event, 'user.declined');
      const events = await db
        .select()
        .from(auditEvents)
        .where(and(declined, eq(auditEvents.subjectId, world.penny.userId)))
        .orderBy(auditEvents.id);
      expect(events).toMatchObject([{ detail: { from: 'pending', reason: 'Companies only.' } }]);
    }));

  test('assigns requests and leaves the other kinds as they are', () =>
    inSandbox(async (db) => {
      const { world, requestId, matters } = await stage(db);
      const assign = (assigneeId: string | null) =>
        actOnMany(contextFor(db, world.priya), { matters, act: { kind: 'assign', assigneeId } });
      expect(await assign(world.alan.userId)).toMatchObject([
        { done: 'Assigned to Alan Test.', refusal: null },
        { refusal: 'Only access requests are assigned.' },
        { refusal: 'Only access requests are assigned.' },
      ]);
      expect(await readRequest(db, requestId)).toMatchObject({ assignedTo: world.alan.userId });
      expect(await assign(null)).toMatchObject([{ done: 'Given back.' }, {}, {}]);
    }));

  test('of nothing, of too much, or with no reason changes nothing', () =>
    inSandbox(async (db) => {
      const { world, requestId, matters } = await stage(db);
      const decline = (chosen: Matter[], reason: string) =>
        outcome(actOnMany(contextFor(db, world.priya), { matters: chosen, act: { kind: 'decline', reason } }));
      expect(await decline([], 'No.')).toBe('invalid');
      expect(await decline(matters, ' ')).toBe('invalid');
      const crowd = Array.from({ length: 101 }, () => ({ kind: 'request', id: randomUUID() }) as const);
      expect(await decline(crowd, 'No.')).toBe('invalid');
      expect(await db.$count(accessRequests, eq(accessRequests.status, 'pending'))).toBe(1);
      expect(await states(db, world, requestId)).toEqual(['pending', 'pending', 'pending']);
    }));

  test('an approver of chosen products decides their requests and nothing else; an auditor nothing', () =>
    inSandbox(async (db) => {
      const { world, matters } = await stage(db);
      const approve = (actor: Actor) => actOnMany(contextFor(db, actor), { matters, act: { kind: 'approve' } });
      expect(await outcome(approve(world.audrey))).toBe('forbidden');
      expect(await outcome(approve(world.ada))).toBe('not_found');
      const results = await approve({ ...world.arun, productIds: [world.payments.id] });
      expect(results.map(({ refusal }) => refusal)).toEqual([null, 'You may not do this.', 'You may not do this.']);
    }));

  test('by many admins at once, each matter is decided by one of them, and the others learn that', () =>
    unboxed(async (db) => {
      const { world, requestId, matters } = await stage(db);
      const { won } = await crowd(() => actOnMany(contextFor(db, world.priya), { matters, act: { kind: 'approve' } }));
      expect(won).toHaveLength(CROWD);
      for (const { kind } of matters) {
        const refusals = won.map((results) => results.find((result) => result.kind === kind)?.refusal);
        expect([kind, refusals.filter((refusal) => refusal === null).length]).toEqual([kind, 1]);
      }
      expect(await states(db, world, requestId)).toEqual(['approved', 'active', 'active']);
      expect(await mailed(db, 'request-approved-confirm', 'account-activated', 'organization-approved')).toHaveLength(
        3,
      );
    }));
});
