import { and, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { auditEvents, mails, organizations, users } from '@/db/schema';
import { CROWD, crowd } from '@/test/crowd';
import { contextFor, inSandbox, unboxed } from '@/test/harness';
import { refusalOf } from '@/test/refusal-of';
import { seedDeveloper, seedSession, seedWorld } from '@/test/world';
import { loadActor } from '../identity/load-actor';
import { changeMember } from './change-member';
import { getMember } from './get-member';
import { listMembers } from './list-members';

const as = (userId: string, role: 'super_admin' | 'team_member', teamIds: string[] = []) => ({
  ...{ userId, role, teamIds, firstName: 'Tim', lastName: 'Berners' },
});

describe('changing a member', () => {
  test('names, role and teams count from the next request of an open session, and the person is told of the role [A-14] [A-15]', () =>
    inSandbox(async (db) => {
      const { ada, tom, backend, acme } = await seedWorld(db);
      await seedSession(db, tom);
      await changeMember(contextFor(db, ada), as(tom.userId, 'super_admin', [backend.id]));
      expect(await loadActor(db, tom.sessionId)).toMatchObject({
        ...{ firstName: 'Tim', lastName: 'Berners', role: 'super_admin', teamIds: [backend.id] },
      });
      const [mail] = await db.select().from(mails).where(eq(mails.toUserId, tom.userId));
      expect(mail).toMatchObject({
        ...{ message: 'member-changed', subjectId: acme.id, facts: { roleName: 'Super admin', changedBy: 'Ada Test' } },
      });
    }));

  test('the same role orders no mail, and saving what is so already changes nothing', () =>
    inSandbox(async (db) => {
      const { ada, tom } = await seedWorld(db);
      const same = { ...as(tom.userId, 'team_member', [...tom.teamIds]), firstName: 'Tom', lastName: 'Test' };
      await changeMember(contextFor(db, ada), same);
      expect(await db.$count(auditEvents, eq(auditEvents.subjectId, tom.userId))).toBe(0);
      await changeMember(contextFor(db, ada), { ...same, firstName: 'Tim' });
      expect(
        await db.$count(
          auditEvents,
          and(eq(auditEvents.subjectId, tom.userId), eq(auditEvents.event, 'member.changed')),
        ),
      ).toBe(1);
      expect(await db.$count(mails)).toBe(0);
    }));

  test('the last super admin stays one; a team of another organization is none [Z-09]', () =>
    inSandbox(async (db) => {
      const { ada, tom, eve } = await seedWorld(db);
      expect(await refusalOf(changeMember(contextFor(db, ada), as(ada.userId, 'team_member')))).toMatchObject({
        code: 'conflict',
      });
      const foreign = as(tom.userId, 'team_member', [...eve.teamIds]);
      expect(await refusalOf(changeMember(contextFor(db, ada), foreign))).toMatchObject({
        fieldErrors: { teamIds: [expect.any(String)] },
      });
    }));

  test('a stranger cannot tell a member from somebody who never was', () =>
    inSandbox(async (db) => {
      const { eve, tom, dan, dora } = await seedWorld(db);
      for (const actor of [eve, dora]) {
        const refusals = await Promise.all(
          [tom.userId, dan.userId, 'nonsense'].map((id) =>
            refusalOf(changeMember(contextFor(db, actor), as(id, 'team_member'))),
          ),
        );
        expect(refusals[0]).toMatchObject({ code: 'not_found' });
        expect(refusals[1]).toEqual(refusals[0]);
        expect(refusals[2]).toEqual(refusals[0]);
      }
    }));

  // Delete refuseLastSuperAdmin from changeMember, and with luck nobody is left: holdSuperAdmin is the second net.
  test('super admins who demote each other at once leave one [Z-09] [R-05]', () =>
    unboxed(async (db) => {
      const { ada, acme } = await seedWorld(db);
      const bea = await seedDeveloper(db, 'Bea', { ...acme, status: 'active', isDefault: false }, 'super_admin');
      const { refused } = await crowd((index) => {
        const [by, of] = index % 2 === 0 ? [ada, bea] : [bea, ada];
        return changeMember(contextFor(db, by), as(of.userId, 'team_member'));
      });
      expect(refused.every((error) => ['conflict', 'forbidden'].includes((error as { code: string }).code))).toBe(true);
      expect(refused.length).toBeGreaterThanOrEqual(CROWD / 2);
      const isRunning = and(
        eq(users.organizationId, acme.id),
        eq(users.organizationRole, 'super_admin'),
        eq(users.status, 'active'),
      );
      expect(await db.$count(users, isRunning)).toBe(1);
    }));
});

describe('seeing members', () => {
  test('team members see whom they work with, without addresses where the organization hides them', () =>
    inSandbox(async (db) => {
      const { ada, tom, acme } = await seedWorld(db);
      const seen = await listMembers(contextFor(db, tom));
      expect(seen.members.map(({ name, email, lastSeenAt }) => [name, email, lastSeenAt])).toEqual([
        ['Ada Test', ada.email, null],
        ['Tom Test', tom.email, null],
      ]);
      await db.update(organizations).set({ hidesAddresses: true }).where(eq(organizations.id, acme.id));
      const hidden = await listMembers(contextFor(db, tom));
      expect(hidden.members.map(({ email }) => email)).toEqual([null, tom.email]);
      // What is hidden is not found by searching either.
      expect((await listMembers(contextFor(db, tom), { search: 'ada@' })).members).toEqual([]);
      const bySuperAdmin = await listMembers(contextFor(db, ada));
      expect(bySuperAdmin.members.map(({ name, email }) => [name, email !== null])).toEqual([
        ...[
          ['Ada Test', true],
          ['Ivan Test', true],
          ['Tom Test', true],
        ],
      ]);
    }));

  test('nobody is listed in the default organization, and strangers find no member', () =>
    inSandbox(async (db) => {
      const { dora, eve, tom, ada } = await seedWorld(db);
      expect(await refusalOf(listMembers(contextFor(db, dora)))).toMatchObject({ code: 'not_found' });
      expect((await listMembers(contextFor(db, eve))).members.map(({ name }) => name)).toEqual([
        'Eve Test',
        'Mallory Test',
      ]);
      for (const actor of [eve, tom, dora]) {
        expect(await refusalOf(getMember(contextFor(db, actor), { userId: ada.userId }))).toMatchObject({
          code: 'not_found',
        });
      }
      expect(await getMember(contextFor(db, ada), { userId: ada.userId })).toMatchObject({ isLastSuperAdmin: true });
    }));
});
