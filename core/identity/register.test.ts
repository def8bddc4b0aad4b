import { eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { newId } from '@/db/ids';
import { inviteCodes, mails, settings, teamMembers, throttles, users } from '@/db/schema';
import { contextFor, inSandbox, unboxed } from '@/test/harness';
import { refusalOf } from '@/test/refusal-of';
import { seedWorld, type World } from '@/test/world';
import { inviteCodeDigest } from './invite-code';
import { type Registration, register } from './register';

const newcomer: Registration = {
  email: 'nina@newcomer.test',
  firstName: 'Nina',
  lastName: 'Newcomer',
  password: 'correct horse battery',
  inviteCode: '',
  signUp: {},
  acceptsTerms: false,
};

const accountOf = async (db: Database, email: string) =>
  (await db.select().from(users).where(eq(users.email, email))).at(0);
const mailsTo = async (db: Database, userId: string) =>
  (await db.select({ message: mails.message }).from(mails).where(eq(mails.toUserId, userId))).map(
    (mail) => mail.message,
  );
const countUsers = (db: Database) => db.$count(users);
async function seedCode(db: Database, world: World, given: Partial<typeof inviteCodes.$inferInsert> = {}) {
  const id = newId();
  await db.insert(inviteCodes).values({
    id,
    codeDigest: inviteCodeDigest(contextFor(db), 'ACME-2026'),
    codeSealed: Buffer.from('sealed'),
    organizationId: world.acme.id,
    teamId: world.backend.id,
    quota: 5,
    ...given,
  });
  return { id };
}

describe('register', () => {
  test('makes a developer of the default team whose address has yet to be verified, and orders one mail', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await register(contextFor(db), { ...newcomer, email: ' Nina@NEWCOMER.test ', firstName: '  Nina ' });

      const account = await accountOf(db, 'nina@newcomer.test');
      expect(account).toMatchObject({
        kind: 'developer',
        status: 'unverified',
        firstName: 'Nina',
        organizationId: world.defaultOrganization.id,
        organizationRole: 'team_member',
        emailVerifiedAt: null,
      });
      expect(account?.passwordHash).toMatch(/^\$argon2id\$/);
      expect(await mailsTo(db, account?.id ?? '')).toEqual(['verify-address']);
      expect(await db.$count(teamMembers, eq(teamMembers.userId, account?.id ?? ''))).toBe(1);
    }));

  test.each(['dora@default-organization.test', 'DORA@Default-Organization.test ', 'ｄora@default-organization.test'])(
    'a known address (%s) gets the same answer, no second account and no other password; its owner is told [A-03] [A-04]',
    (email) =>
      inSandbox(async (db) => {
        const { dora } = await seedWorld(db);
        const [before, count] = [await accountOf(db, dora.email), await countUsers(db)];

        expect(await register(contextFor(db), { ...newcomer, email })).toBeUndefined();

        expect(await accountOf(db, dora.email)).toEqual(before);
        expect(await countUsers(db)).toBe(count);
        expect(await mailsTo(db, dora.userId)).toEqual(['address-already-known']);
      }),
  );

  test('the owner of a known address is told three times an hour at most, whatever a stranger does', () =>
    inSandbox(async (db) => {
      const { priya } = await seedWorld(db);
      for (let time = 0; time < 5; time += 1) await register(contextFor(db), { ...newcomer, email: priya.email });
      expect(await mailsTo(db, priya.userId)).toHaveLength(3);
    }));

  test('names every wrong field at once and writes nothing', () =>
    inSandbox(async (db) => {
      await seedWorld(db);
      const count = await countUsers(db);
      const wrong = { ...newcomer, email: 'a@b.test,c@d.test', firstName: '', lastName: '<b>', password: 'short' };
      expect(await refusalOf(register(contextFor(db), wrong))).toMatchObject({
        code: 'invalid',
        fieldErrors: {
          email: [expect.any(String)],
          firstName: [expect.any(String)],
          lastName: [expect.any(String)],
          password: [expect.stringContaining('12')],
        },
      });
      expect(await countUsers(db)).toBe(count);
    }));

  test('a password with the own name in it is refused [A-23]', () =>
    inSandbox(async (db) => {
      await seedWorld(db);
      const own = { ...newcomer, password: 'newcomer to the portal' };
      expect(await refusalOf(register(contextFor(db), own))).toMatchObject({
        fieldErrors: { password: [expect.stringMatching(/name/)] },
      });
    }));

  test('terms must be accepted when there are any, and the moment is kept', () =>
    inSandbox(async (db) => {
      await seedWorld(db);
      await db.update(settings).set({ terms: 'Be kind.' });
      expect(await refusalOf(register(contextFor(db), newcomer))).toMatchObject({
        fieldErrors: { acceptsTerms: [expect.any(String)] },
      });
      await register(contextFor(db), { ...newcomer, acceptsTerms: true });
      expect((await accountOf(db, newcomer.email))?.termsAcceptedAt).toBeInstanceOf(Date);
    }));

  test('asks the fields that admins defined, and keeps nothing that they did not ask for [Z-06]', () =>
    inSandbox(async (db) => {
      await seedWorld(db);
      const signUpFields = [
        { name: 'company', label: 'Company', kind: 'text' as const, required: true },
        { name: 'site', label: 'Web site', kind: 'url' as const, required: false },
      ];
      await db.update(settings).set({ signUpFields });
      const asked = { ...newcomer, signUp: { site: 'javascript:alert(1)', adminRole: 'owner' } };
      expect(await refusalOf(register(contextFor(db), asked))).toMatchObject({
        fieldErrors: { 'signUp.company': [expect.any(String)], 'signUp.site': [expect.stringMatching(/https/)] },
      });
      await register(contextFor(db), { ...newcomer, signUp: { company: ' Newcomer Ltd ', adminRole: 'owner' } });
      expect(await accountOf(db, newcomer.email)).toMatchObject({
        signUpValues: { company: 'Newcomer Ltd' },
        adminRole: null,
      });
    }));

  test('closed is closed for everybody, and by invitation only those with a code come in [Z-10]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await seedCode(db, world);
      const withCode = { ...newcomer, inviteCode: 'ACME-2026' };
      await db.update(settings).set({ registration: 'closed' });
      expect(await refusalOf(register(contextFor(db), withCode))).toMatchObject({ code: 'conflict' });
      await db.update(settings).set({ registration: 'invitation' });
      expect(await refusalOf(register(contextFor(db), newcomer))).toMatchObject({
        fieldErrors: { inviteCode: [expect.any(String)] },
      });
      await register(contextFor(db), withCode);
      expect(await accountOf(db, newcomer.email)).toBeDefined();
    }));

  // Delete emailDomainProblem from `register` and this must fail.
  test('an address of a domain that may not register is refused, known or not, unless an invite code lets it in', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await seedCode(db, world);
      await db.update(settings).set({ allowedDomains: ['partner.test'] });
      for (const email of [newcomer.email, world.dora.email]) {
        expect(await refusalOf(register(contextFor(db), { ...newcomer, email }))).toMatchObject({
          fieldErrors: { email: [expect.stringContaining('invitation')] },
        });
      }
      expect(await mailsTo(db, world.dora.userId)).toEqual([]);
      const wrongCode = { ...newcomer, inviteCode: 'GUESSED' };
      expect(await refusalOf(register(contextFor(db), wrongCode))).toMatchObject({
        fieldErrors: { inviteCode: [expect.any(String)] },
      });
      await register(contextFor(db), { ...newcomer, inviteCode: 'ACME-2026' });
      expect(await accountOf(db, newcomer.email)).toBeDefined();
      await register(contextFor(db), { ...newcomer, email: 'nils@partner.test' });
      expect(await accountOf(db, 'nils@partner.test')).toBeDefined();
    }));

  test('too many registrations from one network wait, and those of another network do not [V-14]', () =>
    inSandbox(async (db) => {
      await seedWorld(db);
      await db
        .insert(throttles)
        .values({ bucket: 'register:network:192.0.2.1', attempts: 300, resetsAt: sql`now() + interval '1 minute'` });
      expect(await refusalOf(register(contextFor(db), newcomer))).toMatchObject({ code: 'too_many' });
      await register(contextFor(db, undefined, { ip: '198.51.100.7' }), newcomer);
    }));
});

// Remove the catch of the unique violation in `register` to see this fail.
test('one address registered many times at once is one account and one mail to verify it [A-04] [R-06]', () =>
  unboxed(async (db) => {
    const world = await seedWorld(db);
    await seedCode(db, world);
    const spellings = ['nina@newcomer.test', 'NINA@newcomer.test', ' Nina@Newcomer.TEST'];
    const crowd = Array.from({ length: 12 }, (_, at) =>
      register(contextFor(db), { ...newcomer, email: spellings[at % 3] ?? '', inviteCode: 'ACME-2026' }),
    );

    const outcomes = await Promise.allSettled(crowd);

    expect(outcomes.every(({ status }) => status === 'fulfilled')).toBe(true);
    const account = await accountOf(db, 'nina@newcomer.test');
    const messages = await mailsTo(db, account?.id ?? '');
    expect(messages.filter((message) => message === 'verify-address')).toHaveLength(1);
    expect(await db.select().from(inviteCodes)).toMatchObject([{ used: 1 }]);
  }));
