import { eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { accessRequests, auditEvents } from '@/db/schema';
import { crowd } from '@/test/crowd';
import { mailed } from '@/test/decisions';
import { contextFor, inSandbox, unboxed } from '@/test/harness';
import { refusalOf } from '@/test/refusal-of';
import { seedRequest } from '@/test/requests';
import { seedWorld, type World } from '@/test/world';
import { approveAccessRequest } from './approve';
import { askInformation } from './ask-information';
import { getTracker } from './get-tracker';
import { nudgeDeciders } from './nudge';

/** Sets the moment of asking back, and that of the last reminder. */
async function ago(db: Database, requestId: string, hours: { asked?: number; nudged?: number }): Promise<void> {
  const back = (count: number) => sql`now() - make_interval(hours => ${count})`;
  await db
    .update(accessRequests)
    .set({
      ...(hours.asked !== undefined && { createdAt: back(hours.asked) }),
      ...(hours.nudged !== undefined && { nudgedAt: back(hours.nudged) }),
    })
    .where(eq(accessRequests.id, requestId));
}

/** Decisions that took so many hours each. */
async function decidedIn(db: Database, world: World, hours: readonly number[]): Promise<void> {
  for (const [at, took] of hours.entries()) {
    const { requestId } = await seedRequest(db, world, { app: `Decided ${at}` });
    await ago(db, requestId, { asked: took });
    await approveAccessRequest(contextFor(db, world.alan), { requestId });
  }
}

describe('the usual time', () => {
  test('is the median of what was decided lately; too little of it says nothing', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { requestId } = await seedRequest(db, world);
      const usual = async () => (await getTracker(contextFor(db, world.ada), { requestId })).usualSeconds;
      await decidedIn(db, world, [1, 2, 30, 3]);
      expect(await usual()).toBeNull();
      await decidedIn(db, world, [4]);
      expect(await usual()).toBeCloseTo(3 * 3600, 0);
    }));

  test('does not count what approved itself, nor is it told once the request is decided', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      for (let at = 0; at < 6; at += 1) await seedRequest(db, world, { app: `Free ${at}`, plan: world.free });
      const { requestId } = await seedRequest(db, world);
      expect((await getTracker(contextFor(db, world.ada), { requestId })).usualSeconds).toBeNull();
      await decidedIn(db, world, [1, 1, 1, 1, 1]);
      await approveAccessRequest(contextFor(db, world.alan), { requestId });
      expect(await getTracker(contextFor(db, world.ada), { requestId })).toMatchObject({
        usualSeconds: null,
        nudgeFrom: null,
      });
    }));
});

describe('a reminder', () => {
  test('is too early before the usual time, and a day where nothing is usual', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { requestId } = await seedRequest(db, world);
      const nudge = () => nudgeDeciders(contextFor(db, world.ada), { requestId });
      await ago(db, requestId, { asked: 23 });
      await expect(nudge()).rejects.toThrow('too early');
      await decidedIn(db, world, [5, 5, 5, 5, 5]);
      await ago(db, requestId, { asked: 4 });
      await expect(nudge()).rejects.toThrow('too early');
      await ago(db, requestId, { asked: 6 });
      await nudge();
      const told = (await mailed(db, 'request-nudged')).map(({ toUserId }) => toUserId);
      expect(new Set(told)).toEqual(new Set([world.priya.userId, world.alan.userId, world.arun.userId]));
    }));

  test('goes to the admin who takes care of the request, where there is one', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { requestId } = await seedRequest(db, world);
      await ago(db, requestId, { asked: 30 });
      await db.update(accessRequests).set({ assignedTo: world.alan.userId }).where(eq(accessRequests.id, requestId));
      await nudgeDeciders(contextFor(db, world.tom), { requestId });
      expect((await mailed(db, 'request-nudged')).map(({ toUserId }) => toUserId)).toEqual([world.alan.userId]);
    }));

  test('is not sent while the request waits for the developer or for another system', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { requestId } = await seedRequest(db, world);
      await ago(db, requestId, { asked: 30 });
      await askInformation(contextFor(db, world.arun), { requestId, question: 'Why?' });
      const nudge = () => nudgeDeciders(contextFor(db, world.ada), { requestId });
      await expect(nudge()).rejects.toThrow('waits for your answer');
      await db
        .update(accessRequests)
        .set({ informationAskedAt: null, decider: 'third_party' })
        .where(eq(accessRequests.id, requestId));
      await expect(nudge()).rejects.toThrow('Another system');
    }));

  // Delete the condition on nudgeFrom from the update of nudgeDeciders, and this must fail.
  test('is sent once a day, however many press at once', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      const { requestId } = await seedRequest(db, world);
      await ago(db, requestId, { asked: 30 });
      const pressed = await crowd((index) =>
        nudgeDeciders(contextFor(db, index % 2 ? world.ada : world.tom), { requestId }),
      );
      expect(pressed.won).toHaveLength(1);
      expect(await mailed(db, 'request-nudged')).toHaveLength(3);
      await ago(db, requestId, { nudged: 23 });
      expect(await refusalOf(nudgeDeciders(contextFor(db, world.ada), { requestId }))).toMatchObject({
        code: 'conflict',
      });
      await ago(db, requestId, { nudged: 25 });
      await nudgeDeciders(contextFor(db, world.ada), { requestId });
      const events = await db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.event, 'access_request.nudged'))
        .orderBy(auditEvents.id);
      expect(events).toHaveLength(2);
    }));
});
