import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { systemActor } from '@/core/identity/actor';
import { housekeeping } from '@/core/reconciler/housekeeping';
import type { Database } from '@/db/client';
import { accessRequests, auditEvents, idempotencyKeys } from '@/db/schema';
import { CROWD, crowd, gather } from '@/test/crowd';
import { contextFor, inSandbox, unboxed } from '@/test/harness';
import { seedRequest } from '@/test/requests';
import { openRestDoor, type RestDoor, seedToken } from '@/test/rest';
import { seedWorld, type World } from '@/test/world';

type Scene = { door: RestDoor; world: World; db: Database; token: string; requestId: string };

function sceneOn(db: Database, work: (scene: Scene) => Promise<void>, fault = async (_point: string) => {}) {
  return (async () => {
    const world = await seedWorld(db);
    const { token } = await seedToken(db, world.priya);
    const { requestId } = await seedRequest(db, world);
    const door = await openRestDoor(db, { overrides: { fault } });
    try {
      await work({ door, world, db, token, requestId });
    } finally {
      await door.close();
    }
  })();
}
const approve = ({ door, token, requestId }: Scene, key: string, body: object = {}) =>
  door.call(`POST /requests/${requestId}/approve`, { token, body, headers: { 'idempotency-key': key } });
const approvals = async ({ db }: Scene) =>
  (await db.select().from(auditEvents).where(eq(auditEvents.event, 'access_request.approved')).orderBy(auditEvents.id))
    .length;

test('the same request with the same key is done once and answered the same', () =>
  inSandbox((db) =>
    sceneOn(db, async (scene) => {
      const [first, second] = [await approve(scene, 'one'), await approve(scene, 'one')];
      expect(first).toMatchObject({ status: 200, json: { status: 'approved' } });
      expect(second).toMatchObject({ status: 200, text: first.text });
      expect([first, second].map(({ headers }) => headers.get('idempotency-replayed'))).toEqual([null, 'true']);
      expect(await approve(scene, 'another')).toMatchObject({ status: 409 });
      expect(await approvals(scene)).toBe(1);
    }),
  ));

// Delete the insert's row from answerOnce (or run the work before it) and each of the crowd decides for itself.
test('a crowd with one key gets one answer, and one change', () =>
  unboxed((db) =>
    sceneOn(db, async (scene) => {
      await gather(db);
      const { won, refused } = await crowd(() => approve(scene, 'one'));
      expect(refused).toEqual([]);
      expect(won.map(({ status }) => status)).toEqual(Array.from({ length: CROWD }, () => 200));
      expect(new Set(won.map(({ text }) => text)).size).toBe(1);
      expect(won.filter(({ headers }) => headers.get('idempotency-replayed') === null)).toHaveLength(1);
      expect(await approvals(scene)).toBe(1);
      expect(scene.door.faults).toEqual([]);
    }),
  ));

test('a crowd with keys of its own decides once', () =>
  unboxed((db) =>
    sceneOn(db, async (scene) => {
      await gather(db);
      const { won } = await crowd(() => approve(scene, randomUUID()));
      expect(won.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(won.filter(({ status }) => status === 409)).toHaveLength(CROWD - 1);
    }),
  ));

test('a key that was used for something else is refused', () =>
  inSandbox((db) =>
    sceneOn(db, async (scene) => {
      await approve(scene, 'one');
      expect(await approve(scene, 'one', { version: 1 })).toMatchObject({
        status: 422,
        json: { errors: [{ in: 'header', pointer: '/Idempotency-Key' }] },
      });
    }),
  ));

test('what was refused is not remembered', () =>
  inSandbox((db) =>
    sceneOn(db, async (scene) => {
      expect(await approve(scene, 'one', { version: 77 })).toMatchObject({ status: 409 });
      expect(await db.select().from(idempotencyKeys)).toEqual([]);
      expect(await approve(scene, 'one')).toMatchObject({ status: 200 });
    }),
  ));

// Let answerOnce remember in a transaction of its own, and the change stays while its answer is lost.
test('a crash leaves neither the change nor its answer, and the next try does both', () =>
  unboxed(async (db) => {
    let isBroken = true;
    const fault = async (point: string) => {
      if (isBroken && point === 'approve.afterCommit') throw new Error('crash');
    };
    const work = async (scene: Scene) => {
      expect(await approve(scene, 'one')).toMatchObject({ status: 500 });
      const status = async () =>
        (await db.select().from(accessRequests).where(eq(accessRequests.id, scene.requestId)))[0]?.status;
      expect(await status()).toBe('pending');
      isBroken = false;
      expect(await approve(scene, 'one')).toMatchObject({ status: 200 });
      expect(await status()).toBe('approved');
      expect(await approvals(scene)).toBe(1);
    };
    await sceneOn(db, work, fault);
  }));

test('a key is one token’s own', () =>
  inSandbox((db) =>
    sceneOn(db, async (scene) => {
      await approve(scene, 'one');
      const { token } = await seedToken(db, scene.world.alan);
      expect(await approve({ ...scene, token }, 'one')).toMatchObject({ status: 409 });
    }),
  ));

test('what is remembered is sealed, and thrown away after a day', () =>
  inSandbox((db) =>
    sceneOn(db, async (scene) => {
      await approve(scene, 'one');
      const [row] = await db.select().from(idempotencyKeys);
      expect(row?.bodySealed?.includes('approved')).toBe(false);
      await housekeeping(contextFor(db, systemActor('test')));
      expect(await db.select().from(idempotencyKeys)).toHaveLength(1);
      await db.update(idempotencyKeys).set({ createdAt: sql`now() - interval '25 hours'` });
      // Even before anybody tidied up.
      expect(await approve(scene, 'one')).toMatchObject({ status: 409 });
      await db.update(idempotencyKeys).set({ createdAt: sql`now() - interval '25 hours'` });
      await housekeeping(contextFor(db, systemActor('test')));
      expect(await db.select().from(idempotencyKeys)).toEqual([]);
    }),
  ));

test.each(['', 'a b', 'x'.repeat(201)])('what can be no key is refused: %j', (key) =>
  inSandbox((db) =>
    sceneOn(db, async (scene) => {
      expect(await approve(scene, key)).toMatchObject({ status: 422, json: { errors: [{ in: 'header' }] } });
    }),
  ),
);
