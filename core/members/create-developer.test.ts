import { and, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { auditEvents, invitations, mails, settings, teamMembers, users } from '@/db/schema';
import { CROWD, crowd } from '@/test/crowd';
import { contextFor, inSandbox, unboxed } from '@/test/harness';
import { refusalOf } from '@/test/refusal-of';
import { seedWorld, type World } from '@/test/world';
import type { Context } from '../context';
import { logIn } from '../identity/log-in';
import { createDeveloper, type NewDeveloper } from './create-developer';

const password = 'a harbour with nine lanterns';
const person = { firstName: 'Nora', lastName: 'Quist', email: 'nora@acme.test', signUp: {} };
const newcomer = (world: World, more: Partial<NewDeveloper> = {}): NewDeveloper => ({
  ...person,
  organizationId: world.acme.id,
  teamIds: [],
  role: 'team_member',
  access: { kind: 'later' },
  ...more,
});
const read = async (db: Database, userId: string) => (await db.select().from(users).where(eq(users.id, userId))).at(0);
const refusalToCreate = (ctx: Context, wish: NewDeveloper) => refusalOf(createDeveloper(ctx, wish));

describe('createDeveloper', () => {
  test('with a password: active and verified at once, with a password to change first, and no mail at all', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const access = { kind: 'password' as const, password, mustChange: true };
      const wish = newcomer(world, {
        access,
        teamIds: [world.backend.id],
        role: 'super_admin',
        email: 'NORA@Acme.test',
      });
      const { userId, isInvited } = await createDeveloper(contextFor(db, world.alan), wish);
      expect(isInvited).toBe(false);
      const made = await read(db, userId);
      expect(made).toMatchObject({
        ...{ status: 'active', email: 'nora@acme.test', mustChangePassword: true },
        ...{ organizationId: world.acme.id, organizationRole: 'super_admin' },
      });
      expect(made?.emailVerifiedAt).not.toBeNull();
      const places = await db.select().from(teamMembers).where(eq(teamMembers.userId, userId));
      expect(places.map(({ teamId }) => teamId)).toEqual([world.backend.id]);
      expect(await db.$count(mails)).toBe(0);
      const [event] = await db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.event, 'user.created'))
        .orderBy(auditEvents.id);
      expect(event).toMatchObject({ subjectId: userId, actorId: world.alan.userId });
      expect(JSON.stringify(event)).not.toContain(password);
      const login = await logIn(contextFor(db), { email: person.email, password, userAgent: '' });
      expect(login).toBeTruthy();
    }));

  test('to be invited: without a password, not verified, and the invitation is on its way', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db, world.priya);
      const { userId, isInvited } = await createDeveloper(ctx, newcomer(world, { access: { kind: 'invite' } }));
      expect(isInvited).toBe(true);
      expect(await read(db, userId)).toMatchObject({
        ...{ status: 'unverified', passwordHash: null, emailVerifiedAt: null, mustChangePassword: false },
      });
      expect(await db.$count(invitations, and(eq(invitations.userId, userId), eq(invitations.status, 'pending')))).toBe(
        1,
      );
      expect(await db.$count(mails, eq(mails.message, 'invitation'))).toBe(1);
    }));

  test('for later: nobody is told anything', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { userId } = await createDeveloper(contextFor(db, world.alan), newcomer(world));
      expect(await read(db, userId)).toMatchObject({ status: 'unverified', passwordHash: null });
      expect([await db.$count(mails), await db.$count(invitations)]).toEqual([0, 0]);
    }));

  test('says which field is wrong, all of them at once [A-23]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db, world.alan);
      const access = { kind: 'password' as const, password: 'short', mustChange: false };
      const wrong = newcomer(world, { firstName: ' ', lastName: '<b>', email: 'nowhere', access });
      expect(await refusalToCreate(ctx, wrong)).toMatchObject({
        code: 'invalid',
        fieldErrors: {
          firstName: [expect.any(String)],
          lastName: [expect.any(String)],
          email: [expect.any(String)],
          password: [expect.stringContaining('12')],
        },
      });
      const named = { ...access, password: 'quist-quist-quist' };
      expect(await refusalToCreate(ctx, newcomer(world, { access: named }))).toMatchObject({
        fieldErrors: { password: [expect.any(String)] },
      });
    }));

  test('puts people only into an active organization, its own teams, and nobody in charge of the default one', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { waiting, evil, defaultOrganization, backend } = world;
      const ctx = contextFor(db, world.alan);
      const wrong: [Partial<NewDeveloper>, string][] = [
        [{ organizationId: waiting.id }, 'organizationId'],
        [{ organizationId: '01930000-0000-7000-8000-000000000000' }, 'organizationId'],
        [{ organizationId: evil.id, teamIds: [backend.id] }, 'teamIds'],
        [{ organizationId: defaultOrganization.id, role: 'super_admin' }, 'role'],
      ];
      for (const [change, field] of wrong) {
        const refusal = await refusalToCreate(ctx, newcomer(world, change));
        expect(refusal).toMatchObject({ code: 'invalid', fieldErrors: { [field]: [expect.any(String)] } });
      }
      expect(await db.$count(users, eq(users.email, person.email))).toBe(0);
    }));

  test('asks nothing that self-registration asks: closed doors, terms and required fields do not bind admins', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const company = { name: 'company', label: 'Company', kind: 'text' as const, required: true };
      const seats = { name: 'seats', label: 'Seats', kind: 'number' as const, required: false };
      await db.update(settings).set({ registration: 'closed', terms: 'Be kind.', signUpFields: [company, seats] });
      const ctx = contextFor(db, world.alan);
      const many = newcomer(world, { signUp: { seats: 'many' } });
      expect(await refusalToCreate(ctx, many)).toMatchObject({ fieldErrors: { 'signUp.seats': [expect.any(String)] } });
      const { userId } = await createDeveloper(ctx, newcomer(world, { signUp: { seats: '3', company: '' } }));
      expect(await read(db, userId)).toMatchObject({ signUpValues: { seats: '3' }, termsAcceptedAt: null });
    }));

  test('an address that is taken is said to be, and whose kind of account has it', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db, world.alan);
      const of = (email: string) => refusalToCreate(ctx, newcomer(world, { email }));
      expect(await of(world.tom.email.toUpperCase())).toMatchObject({
        fieldErrors: { email: ['There is a user with this address already.'] },
      });
      expect(await of(world.priya.email)).toMatchObject({
        fieldErrors: { email: ['A portal admin has this address already.'] },
      });
    }));

  // Take the unique index away to see this fail.
  test('many admins at once make one account of one address', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      const admins = [world.priya, world.alan];
      const { won, refused } = await crowd((index) =>
        createDeveloper(contextFor(db, admins[index % 2]), newcomer(world, { access: { kind: 'invite' } })),
      );
      expect(won).toHaveLength(1);
      expect(refused).toHaveLength(CROWD - 1);
      for (const refusal of refused)
        expect(refusal).toMatchObject({ code: 'invalid', fieldErrors: { email: [expect.any(String)] } });
      expect(await db.$count(users, eq(users.email, person.email))).toBe(1);
      expect(await db.$count(invitations)).toBe(1);
    }));
});
