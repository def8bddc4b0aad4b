import { and, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { auditEvents, invitations, mails, settings, teamMembers, users } from '@/db/schema';
import { crowd } from '@/test/crowd';
import { contextFor, inSandbox, unboxed } from '@/test/harness';
import { refusalOf } from '@/test/refusal-of';
import { castOf, seedDeveloper, seedWorld, type World } from '@/test/world';
import type { Context } from '../context';
import type { DeveloperActor } from '../identity/actor';
import { enter } from '../identity/enter';
import { loadActor } from '../identity/load-actor';
import { mintToken, peekToken } from '../identity/tokens';
import { inviteUser } from '../invitations/invite-user';
import { changeUser, type UserChange } from './change-user';
import { createDeveloper } from './create-developer';

const asIs = (person: DeveloperActor, change: Partial<UserChange> = {}): UserChange => ({
  ...{ userId: person.userId, version: 1, firstName: person.firstName, lastName: 'Test', email: person.email },
  ...{ role: person.role, teamIds: person.teamIds, signUp: {} },
  ...change,
});
const read = async (db: Database, userId: string) => (await db.select().from(users).where(eq(users.id, userId))).at(0);
const eventsOf = async (db: Database, userId: string) =>
  (
    await db
      .select({ event: auditEvents.event })
      .from(auditEvents)
      .where(eq(auditEvents.subjectId, userId))
      .orderBy(auditEvents.id)
  )
    .map(({ event }) => event)
    .filter((event) => event !== 'user.logged_in')
    .sort();
const refusalToChange = (ctx: Context, change: UserChange) => refusalOf(changeUser(ctx, change));

describe('changeUser', () => {
  test('changes names, role, teams and answers, each with its event; the person is told of the role', () =>
    inSandbox(async (db) => {
      const { tom, alan, acme } = await seedWorld(db);
      const company = { name: 'company', label: 'Company', kind: 'text' as const, required: true };
      await db.update(settings).set({ signUpFields: [company] });
      await db
        .update(users)
        .set({ signUpValues: { company: 'Old', gone: 'kept' } })
        .where(eq(users.id, tom.userId));
      const change = asIs(tom, {
        ...{ firstName: ' Thomas ', role: 'super_admin', teamIds: [], signUp: { company: 'New' } },
      });
      await changeUser(contextFor(db, alan), change);
      expect(await read(db, tom.userId)).toMatchObject({
        ...{ firstName: 'Thomas', organizationRole: 'super_admin', organizationId: acme.id },
        signUpValues: { company: 'New', gone: 'kept' },
      });
      // Without a choice it is the default team.
      expect(await db.$count(teamMembers, eq(teamMembers.userId, tom.userId))).toBe(1);
      expect(await eventsOf(db, tom.userId)).toEqual([
        'member.role_changed',
        'user.profile_changed',
        'user.sign_up_values_changed',
      ]);
      const [mail] = await db.select().from(mails);
      expect(mail).toMatchObject({ message: 'member-changed', toUserId: tom.userId, subjectId: acme.id });
      expect(await db.$count(mails)).toBe(1);
    }));

  test('a change that changes nothing leaves no trace, and a version that is past is refused', () =>
    inSandbox(async (db) => {
      const { tom, alan, priya } = await seedWorld(db);
      const ctx = contextFor(db, alan);
      await changeUser(ctx, asIs(tom));
      expect(await eventsOf(db, tom.userId)).toEqual([]);
      await changeUser(contextFor(db, priya), asIs(tom, { lastName: 'Byron' }));
      const late = await refusalToChange(ctx, asIs(tom, { lastName: 'Shelley' }));
      expect(late).toMatchObject({ code: 'conflict', message: expect.stringContaining('meanwhile') });
      expect(await read(db, tom.userId)).toMatchObject({ lastName: 'Byron' });
    }));

  test('counts from the very next request of an open session [A-15]', () =>
    inSandbox(async (db) => {
      const { tom, alan } = await seedWorld(db);
      const { sessionId } = await enter(contextFor(db), { userId: tom.userId, userAgent: '' });
      await changeUser(contextFor(db, alan), asIs(tom, { role: 'super_admin' }));
      expect(await loadActor(db, sessionId)).toMatchObject({ role: 'super_admin' });
    }));

  test('another address is unique and verified; it ends sessions and links, and both addresses are told', () =>
    inSandbox(async (db) => {
      const { tom, ada, alan } = await seedWorld(db);
      const ctx = contextFor(db, alan);
      expect(await refusalToChange(ctx, asIs(tom, { email: ada.email }))).toMatchObject({
        fieldErrors: { email: ['There is a user with this address already.'] },
      });
      const { sessionId } = await enter(contextFor(db), { userId: tom.userId, userAgent: '' });
      const token = await mintToken(db, { purpose: 'reset_password', subjectId: tom.userId, hours: 1 });
      await changeUser(ctx, asIs(tom, { email: 'Thomas@ACME.test' }));
      expect(await read(db, tom.userId)).toMatchObject({ email: 'thomas@acme.test', status: 'active' });
      expect(await loadActor(db, sessionId)).toEqual({ kind: 'anonymous' });
      expect(await peekToken(db, { purpose: 'reset_password', token })).toBeNull();
      const told = await db.select().from(mails).where(eq(mails.message, 'email-changed'));
      expect(told.map(({ toAddress, toUserId }) => toAddress ?? toUserId).sort()).toEqual(
        [tom.email, tom.userId].sort(),
      );
      expect(await eventsOf(db, tom.userId)).toEqual(['user.address_changed']);
    }));

  test('an address that nobody ever proved is told nothing: its invitation ends, and a verification link goes to the new one', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { ursula, acme, alan } = world;
      const ctx = contextFor(db, alan);
      const names = { firstName: 'Nora', lastName: 'Quist' };
      const { userId } = await createDeveloper(ctx, {
        ...{ ...names, email: 'nroa@acme.test', signUp: {}, organizationId: acme.id, teamIds: [] },
        ...{ role: 'team_member', access: { kind: 'invite' } },
      });
      const version = (await read(db, userId))?.version ?? 0;
      const place = (await db.select().from(teamMembers).where(eq(teamMembers.userId, userId))).map((at) => at.teamId);
      await changeUser(ctx, {
        ...{ userId, version, ...names, email: 'nora@acme.test', role: 'team_member', teamIds: place, signUp: {} },
      });
      expect(await db.$count(invitations, eq(invitations.status, 'pending'))).toBe(0);
      expect(await db.$count(mails, eq(mails.message, 'email-changed'))).toBe(0);
      await inviteUser(ctx, { userId });
      const [again] = await db.select().from(invitations).where(eq(invitations.status, 'pending'));
      expect(again?.email).toBe('nora@acme.test');

      await db.update(users).set({ passwordHash: 'hash' }).where(eq(users.id, ursula.userId));
      await changeUser(ctx, asIs(ursula, { email: 'ursula@other.test' }));
      expect(await read(db, ursula.userId)).toMatchObject({ status: 'unverified', emailVerifiedAt: null });
      expect(await db.$count(mails, and(eq(mails.message, 'verify-address'), eq(mails.toUserId, ursula.userId)))).toBe(
        1,
      );
      expect(await db.$count(mails, eq(mails.message, 'email-changed'))).toBe(0);
    }));

  test('teams are those of the organization, and the default organization has no super admin', () =>
    inSandbox(async (db) => {
      const { dora, eve, tom, backend, alan } = await seedWorld(db);
      const ctx = contextFor(db, alan);
      expect(await refusalToChange(ctx, asIs(eve, { teamIds: [backend.id] }))).toMatchObject({
        fieldErrors: { teamIds: [expect.any(String)] },
      });
      expect(await refusalToChange(ctx, asIs(dora, { role: 'super_admin' }))).toMatchObject({
        fieldErrors: { role: [expect.any(String)] },
      });
      expect(await refusalToChange(ctx, asIs(tom, { firstName: '', email: 'x' }))).toMatchObject({
        fieldErrors: { firstName: [expect.any(String)], email: [expect.any(String)] },
      });
    }));

  test('strangers learn nothing of the person, and who may not change them changes nothing', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { priya, alan, arun, audrey, ada, tom, ...strangers } = castOf(world);
      const change = asIs(world.tom, { firstName: 'Owned' });
      for (const actor of Object.values(strangers)) {
        const real = await refusalToChange(contextFor(db, actor), change);
        const imaginary = { ...change, userId: '01930000-0000-7000-8000-000000000000' };
        expect(real).toMatchObject({ code: 'not_found' });
        expect(real).toEqual(await refusalToChange(contextFor(db, actor), imaginary));
      }
      expect(await read(db, world.tom.userId)).toMatchObject({ firstName: 'Tom' });
    }));

  // Leave out both locks on the organization's row, this verb's and `refuseLastSuperAdmin`'s, to see this fail.
  test('super admins demoted at once by many admins: one stays', () =>
    unboxed(async (db) => {
      const world: World = await seedWorld(db);
      const { ada, alan, priya, acme } = world;
      const second = await seedDeveloper(db, 'Second', { ...acme, isDefault: false }, 'super_admin');
      const { won } = await crowd((index) =>
        changeUser(contextFor(db, index % 2 ? alan : priya), asIs(index % 2 ? ada : second, { role: 'team_member' })),
      );
      expect(won.length).toBeGreaterThan(0);
      const left = await db.$count(
        users,
        and(eq(users.organizationId, acme.id), eq(users.organizationRole, 'super_admin')),
      );
      expect(left).toBe(1);
    }));
});
