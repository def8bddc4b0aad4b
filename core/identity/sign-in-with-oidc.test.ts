import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { mails, sessions, settings, users } from '@/db/schema';
import { contextFor, inSandbox, unboxed } from '@/test/harness';
import { refusalOf } from '@/test/refusal-of';
import { seedWorld } from '@/test/world';
import { enter } from './enter';
import { loadActor } from './load-actor';
import { signInWithOidc } from './sign-in-with-oidc';
import { mintToken, peekToken } from './tokens';

const nina = {
  issuer: 'https://id.test',
  subject: 'n1na',
  email: 'Nina@Newcomer.test',
  emailVerified: true,
  firstName: 'Nina',
  lastName: 'Newcomer',
  userAgent: 'Firefox',
};
const userOf = async (db: Database, email: string) =>
  (await db.select().from(users).where(eq(users.email, email))).at(0);
describe('signInWithOidc', () => {
  test('the first sign-in makes a developer of the default organization who waits, as registering does', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { actor } = await signInWithOidc(contextFor(db), nina);
      expect(actor).toMatchObject({ kind: 'developer', status: 'pending', email: 'nina@newcomer.test' });
      expect(await userOf(db, 'nina@newcomer.test')).toMatchObject({
        organizationId: world.defaultOrganization.id,
        passwordHash: null,
        oidcSubject: 'https://id.test#n1na',
      });
      const ordered = (await db.select().from(mails)).map(({ message }) => message);
      expect(ordered.sort()).toEqual([
        'registration-received',
        'registration-to-decide',
        'registration-to-decide',
        'registration-to-decide',
      ]);
    }));

  test('the next sign-in is the same account, also under another address at the provider', () =>
    inSandbox(async (db) => {
      await seedWorld(db);
      await db.update(settings).set({ autoApproveDevelopers: true });
      const first = await signInWithOidc(contextFor(db), nina);
      expect(first.actor.status).toBe('active');
      const second = await signInWithOidc(contextFor(db), { ...nina, email: 'nina@married.test' });
      expect(second.actor.userId).toBe(first.actor.userId);
      expect(second.sessionId).not.toBe(first.sessionId);
    }));

  // Delete emailDomainProblem from makeDeveloper and this must fail.
  test('a refused domain makes no account, but whoever has one already comes in', () =>
    inSandbox(async (db) => {
      const { dora } = await seedWorld(db);
      await db.update(settings).set({ refusedDomains: ['newcomer.test', 'default-organization.test'] });
      expect(await refusalOf(signInWithOidc(contextFor(db), nina))).toMatchObject({
        code: 'forbidden',
        fieldErrors: { provider: ['domain'] },
      });
      const { actor } = await signInWithOidc(contextFor(db), { ...nina, email: dora.email });
      expect(actor.userId).toBe(dora.userId);
    }));

  test('an address that the provider has not verified opens nothing', () =>
    inSandbox(async (db) => {
      const { tom } = await seedWorld(db);
      for (const word of [
        { ...nina, emailVerified: false },
        { ...nina, email: '' },
        { ...nina, email: `${tom.email},nina@newcomer.test` },
        { ...nina, email: tom.email, emailVerified: false },
      ]) {
        expect(await refusalOf(signInWithOidc(contextFor(db), word))).toMatchObject({ code: 'forbidden' });
      }
      expect(await db.$count(sessions)).toBe(0);
    }));

  test('an address that its owner proved here is linked, and the password keeps working', () =>
    inSandbox(async (db) => {
      const { tom } = await seedWorld(db);
      await db.update(users).set({ passwordHash: 'kept' }).where(eq(users.id, tom.userId));
      const { actor } = await signInWithOidc(contextFor(db), { ...nina, email: 'TOM@acme.test' });
      expect(actor.userId).toBe(tom.userId);
      expect(await userOf(db, tom.email)).toMatchObject({ passwordHash: 'kept', firstName: 'Tom' });
    }));

  // Keep the password hash when the address was never proven to see this fail.
  test('whoever registered an address without owning it loses it to its owner', () =>
    inSandbox(async (db) => {
      const { ursula } = await seedWorld(db);
      await db.update(users).set({ passwordHash: 'the stranger’s' }).where(eq(users.id, ursula.userId));
      const token = await mintToken(db, { purpose: 'verify_address', subjectId: ursula.userId, hours: 24 });
      const { actor } = await signInWithOidc(contextFor(db), { ...nina, email: ursula.email });
      expect(actor).toMatchObject({ userId: ursula.userId, firstName: 'Nina', status: 'pending' });
      expect((await userOf(db, ursula.email))?.passwordHash).toBeNull();
      expect(await peekToken(db, { purpose: 'verify_address', token })).toBeNull();
    }));

  test('never links an admin, nor an account of another subject', () =>
    inSandbox(async (db) => {
      const { priya, tom } = await seedWorld(db);
      await db.update(users).set({ oidcSubject: 'https://id.test#t0m' }).where(eq(users.id, tom.userId));
      for (const { email } of [priya, tom]) {
        const refusal = await refusalOf(signInWithOidc(contextFor(db), { ...nina, email }));
        expect(refusal).toMatchObject({ code: 'forbidden', message: expect.stringContaining('password') });
      }
      expect((await userOf(db, priya.email))?.oidcSubject).toBeNull();
    }));

  test('the same subject of another issuer is somebody else', () =>
    inSandbox(async (db) => {
      await seedWorld(db);
      const first = await signInWithOidc(contextFor(db), nina);
      const other = { ...nina, issuer: 'https://other.test', email: 'somebody@else.test' };
      expect((await signInWithOidc(contextFor(db), other)).actor.userId).not.toBe(first.actor.userId);
    }));

  test('a deactivated account stays shut, linked or not', () =>
    inSandbox(async (db) => {
      const { ivan } = await seedWorld(db);
      const word = { ...nina, email: ivan.email };
      expect(await refusalOf(signInWithOidc(contextFor(db), word))).toMatchObject({
        message: expect.stringMatching(/deactivated/),
      });
      await db.update(users).set({ oidcSubject: 'https://id.test#n1na' }).where(eq(users.id, ivan.userId));
      expect(await refusalOf(signInWithOidc(contextFor(db), word))).toMatchObject({
        message: expect.stringMatching(/deactivated/),
      });
    }));

  test('newcomers are refused while registration is not open, and people who are known are not', () =>
    inSandbox(async (db) => {
      const { tom } = await seedWorld(db);
      for (const registration of ['closed', 'invitation'] as const) {
        await db.update(settings).set({ registration });
        expect(await refusalOf(signInWithOidc(contextFor(db), nina))).toMatchObject({ code: 'forbidden' });
      }
      await signInWithOidc(contextFor(db), { ...nina, email: tom.email });
    }));

  test('odd names become usable ones', () =>
    inSandbox(async (db) => {
      await seedWorld(db);
      await signInWithOidc(contextFor(db), { ...nina, firstName: '<script>', lastName: '' });
      expect(await userOf(db, 'nina@newcomer.test')).toMatchObject({ firstName: 'nina', lastName: '-' });
    }));

  test('ends the session that the browser carried before', () =>
    inSandbox(async (db) => {
      const { dora } = await seedWorld(db);
      const before = await enter(contextFor(db), { userId: dora.userId, userAgent: '' });
      await signInWithOidc(contextFor(db, before.actor), nina);
      expect(await loadActor(db, before.sessionId)).toEqual({ kind: 'anonymous' });
    }));

  test('the first sign-in in many tabs at once makes one account', () =>
    unboxed(async (db) => {
      await seedWorld(db);
      const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => signInWithOidc(contextFor(db), nina)));
      expect(outcomes.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 'fulfilled'));
      expect(await db.$count(users, eq(users.email, 'nina@newcomer.test'))).toBe(1);
    }));
});
