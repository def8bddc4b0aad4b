import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { newId } from '@/db/ids';
import { accessRequests, approverProducts, auditEvents, notifications } from '@/db/schema';
import { crowd } from '@/test/crowd';
import { readRequest } from '@/test/decisions';
import { contextFor, inSandbox, unboxed } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { refusalOf } from '@/test/refusal-of';
import { seedRequest } from '@/test/requests';
import { seedAdmin, seedWorld } from '@/test/world';
import { approveAccessRequest } from '../access-requests/approve';
import { assignRequest } from './assign-request';

describe('assigning a request', () => {
  test('says who takes care of it, tells them, and hinders nobody else', () =>
    inSandbox(async (db) => {
      const { priya, alan, arun, ...world } = await seedWorld(db);
      const { requestId } = await seedRequest(db, { priya, alan, arun, ...world });
      await assignRequest(contextFor(db, priya), { requestId, assigneeId: alan.userId, was: null });
      expect(await readRequest(db, requestId)).toMatchObject({ assignedTo: alan.userId, version: 1 });
      const notes = await db
        .select({ userId: notifications.userId })
        .from(notifications)
        .where(eq(notifications.kind, 'access_request.assigned'));
      expect(notes).toEqual([{ userId: alan.userId }]);
      const [event] = await db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.event, 'access_request.assigned'))
        .orderBy(auditEvents.id);
      expect(event).toMatchObject({ subjectId: requestId, detail: { from: null, to: 'Alan Test' } });
      // Again, and by whoever did not see it: the same.
      expect(
        await outcome(assignRequest(contextFor(db, priya), { requestId, assigneeId: alan.userId, was: null })),
      ).toBe('ok');
      expect(await outcome(approveAccessRequest(contextFor(db, arun), { requestId }))).toBe('ok');
    }));

  test('whoever takes it for themselves is not told, and can give it back', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { requestId } = await seedRequest(db, world);
      const ctx = contextFor(db, world.arun);
      await assignRequest(ctx, { requestId, assigneeId: world.arun.userId, was: null });
      expect(await db.$count(notifications, eq(notifications.kind, 'access_request.assigned'))).toBe(0);
      await assignRequest(ctx, { requestId, assigneeId: null, was: world.arun.userId });
      expect(await readRequest(db, requestId)).toMatchObject({ assignedTo: null, assignedAt: null });
    }));

  test('only who may decide it can have it', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { requestId } = await seedRequest(db, world);
      await db.insert(approverProducts).values({ userId: world.arun.userId, productId: world.weather.id });
      const assign = (assigneeId: string) =>
        refusalOf(assignRequest(contextFor(db, world.priya), { requestId, assigneeId, was: null }));
      for (const id of [world.arun.userId, world.audrey.userId, world.ada.userId, newId(), 'nobody']) {
        expect(await assign(id)).toMatchObject({ code: 'invalid', fieldErrors: { assignee: expect.any(Array) } });
      }
      expect(await assign(world.alan.userId)).toBeNull();
    }));

  test('whose admin decides no more is free again, without a word', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { requestId } = await seedRequest(db, world);
      const ctx = contextFor(db, world.priya);
      await db.update(accessRequests).set({ assignedTo: world.audrey.userId });
      expect(await outcome(assignRequest(ctx, { requestId, assigneeId: world.priya.userId, was: null }))).toBe('ok');
    }));

  test('what is decided, or what one may not decide, is not assigned', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { requestId } = await seedRequest(db, world);
      const wish = { requestId, assigneeId: world.alan.userId, was: null };
      const other = { ...world.arun, productIds: [world.weather.id] };
      expect(await outcome(assignRequest(contextFor(db, other), wish))).toBe('forbidden');
      await approveAccessRequest(contextFor(db, world.alan), { requestId });
      expect(await outcome(assignRequest(contextFor(db, world.priya), wish))).toBe('conflict');
    }));

  // Delete the call of `refuseLate` and this fails: everybody believes to have it.
  test('of many who take it at once one has it, and the others learn who', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      const { requestId } = await seedRequest(db, world);
      const admins = await Promise.all(
        Array.from({ length: 8 }, (_, index) => seedAdmin(db, `Admin${index}`, 'approver')),
      );
      const { won, refused } = await crowd((index) => {
        const admin = admins[index] ?? world.priya;
        return assignRequest(contextFor(db, admin), { requestId, assigneeId: admin.userId, was: null });
      }, admins.length);
      expect(won).toHaveLength(1);
      for (const refusal of refused) {
        expect(refusal).toMatchObject({
          code: 'conflict',
          message: `${won[0]?.name} takes care of it since you looked.`,
        });
      }
    }));
});
