import { and, eq, isNull } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { newId } from '@/db/ids';
import { auditEvents, sessions, users } from '@/db/schema';
import { crowd } from '@/test/crowd';
import { contextFor, inSandbox, unboxed } from '@/test/harness';
import { refusalOf } from '@/test/refusal-of';
import { castOf, seedDeveloper, seedWorld } from '@/test/world';
import { enter } from '../identity/enter';
import { changeMany, USERS_AT_ONCE_MAX } from './change-many';
import { countBelongings } from './count-belongings';
import { endUserSessions } from './end-user-sessions';

const activate = { kind: 'activate' } as const;
describe('changeMany', () => {
  test('changes each by itself: one that cannot be changed is named, and does not stop the others', () =>
    inSandbox(async (db) => {
      const { penny, tom, ivan, priya, alan } = await seedWorld(db);
      const imaginary = newId();
      // Once more the same, an admin, somebody who never was.
      const ids = [penny.userId, tom.userId, penny.userId, imaginary, priya.userId, ivan.userId];
      const results = await changeMany(contextFor(db, alan), { ids, act: activate });
      expect(results.map(({ name, refusal }) => [name, refusal])).toEqual([
        ['Penny Test', null],
        ['Tom Test', expect.stringContaining('active already')],
        ['Unknown user', expect.any(String)],
        ['Unknown user', expect.any(String)],
        ['Ivan Test', null],
      ]);
      expect(await db.$count(auditEvents, eq(auditEvents.event, 'user.activated'))).toBe(2);
    }));

  test('deactivates, moves, deletes and invites in the same way', () =>
    inSandbox(async (db) => {
      const { tom, ada, dora, dan, ursula, evil, acme, alan } = await seedWorld(db);
      const ctx = contextFor(db, alan);
      const act = async (ids: string[], wish: Parameters<typeof changeMany>[1]['act']) =>
        (await changeMany(ctx, { ids, act: wish })).map(({ refusal }) => refusal);
      expect(await act([tom.userId, ada.userId], { kind: 'deactivate', suspendPersonalKeys: true })).toEqual([
        null,
        expect.stringContaining('only active super admin of Acme'),
      ]);
      expect(
        await act([dora.userId, ada.userId], { kind: 'move', organizationId: evil.id, apps: 'take_along' }),
      ).toEqual([null, expect.stringContaining('only active super admin of Acme')]);
      expect(await act([ursula.userId, ada.userId], { kind: 'invite' })).toEqual([null, expect.any(String)]);
      expect(await act([dan.userId, dan.userId, tom.userId], { kind: 'delete', apps: 'end' })).toEqual([null, null]);
      expect(await db.$count(users, and(eq(users.organizationId, evil.id), isNull(users.deletedAt)))).toBe(3);
      expect(await db.$count(users, and(eq(users.organizationId, acme.id), isNull(users.deletedAt)))).toBe(2);
    }));

  test('wants somebody chosen, and not too many', () =>
    inSandbox(async (db) => {
      const { alan } = await seedWorld(db);
      const ctx = contextFor(db, alan);
      expect(await refusalOf(changeMany(ctx, { ids: [], act: activate }))).toMatchObject({ code: 'invalid' });
      const ids = Array.from({ length: USERS_AT_ONCE_MAX + 1 }, newId);
      expect(await refusalOf(changeMany(ctx, { ids, act: activate }))).toMatchObject({ code: 'invalid' });
    }));

  test('approvers activate and nothing else; developers find no such thing', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { priya, alan, arun, audrey, ...developers } = castOf(world);
      const ids = [world.penny.userId];
      const remove = { kind: 'delete', apps: 'end' } as const;
      expect(await refusalOf(changeMany(contextFor(db, world.arun), { ids, act: activate }))).toBeNull();
      for (const admin of [world.arun, world.audrey]) {
        const refusal = await refusalOf(changeMany(contextFor(db, admin), { ids, act: remove }));
        expect(refusal).toMatchObject({ code: 'forbidden' });
      }
      for (const actor of Object.values(developers)) {
        const ctx = contextFor(db, actor);
        expect(await refusalOf(changeMany(ctx, { ids, act: activate }))).toMatchObject({ code: 'not_found' });
        expect(await refusalOf(countBelongings(ctx, ids))).toMatchObject({ code: 'not_found' });
      }
    }));

  // Leave `.for('update')` out of the lock on the developer to see this fail.
  test('two admins over the same rows: each row is changed once, and nobody fails', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      const newcomers = [];
      for (let number = 0; number < 6; number += 1) {
        newcomers.push(
          await seedDeveloper(db, `Newcomer${number}`, world.defaultOrganization, 'team_member', { status: 'pending' }),
        );
      }
      const ids = newcomers.map(({ userId }) => userId);
      const { won, refused } = await crowd((index) => {
        const order = index % 2 ? ids : [...ids].reverse();
        return changeMany(contextFor(db, index % 2 ? world.alan : world.arun), { ids: order, act: activate });
      }, 6);
      expect(refused).toEqual([]);
      expect(won.flat().filter(({ refusal }) => refusal === null)).toHaveLength(ids.length);
      expect(await db.$count(auditEvents, eq(auditEvents.event, 'user.activated'))).toBe(ids.length);
    }));
});

test('what is at stake is counted for those whom one sees, each once', () =>
  inSandbox(async (db) => {
    const { ada, tom, priya, alan } = await seedWorld(db);
    await enter(contextFor(db), { userId: tom.userId, userAgent: '' });
    const found = await countBelongings(contextFor(db, alan), [ada.userId, tom.userId, tom.userId, priya.userId, 'x']);
    expect(found).toEqual({ people: 2, apps: 1, keys: 0, personalKeys: 0, sessions: 1 });
  }));

test('all sessions of somebody end at once, and no others', () =>
  inSandbox(async (db) => {
    const { tom, ada, alan } = await seedWorld(db);
    for (const { userId } of [tom, tom, ada]) await enter(contextFor(db), { userId, userAgent: '' });
    expect(await endUserSessions(contextFor(db, alan), { userId: tom.userId })).toEqual({ ended: 2 });
    const open = await db.select({ of: sessions.userId }).from(sessions).where(isNull(sessions.endedAt));
    expect(open.map((session) => session.of)).toEqual([ada.userId]);
    expect(await endUserSessions(contextFor(db, alan), { userId: tom.userId })).toEqual({ ended: 0 });
  }));
