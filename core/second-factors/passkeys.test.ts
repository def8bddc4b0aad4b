import { eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { auditEvents, mails, passkeyChallenges, passkeys, sessions, users } from '@/db/schema';
import { crowd } from '@/test/crowd';
import { contextFor, inSandbox, unboxed } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { softwarePasskey } from '@/test/software-passkey';
import { seedSession, seedWorld } from '@/test/world';
import type { AdminActor, DeveloperActor } from '../identity/actor';
import { loadActor } from '../identity/load-actor';
import { addPasskey } from './add-passkey';
import { beginPasskeyRegistration, PASSKEYS_MAX } from './begin-passkey-registration';
import { beginPasskeyProof, beginPasskeySignIn } from './begin-passkey-use';
import { getSecondFactors } from './get-second-factors';
import { proveAgain } from './prove-again';
import { removePasskey } from './remove-passkey';
import { signInWithPasskey } from './sign-in-with-passkey';

const userAgent = 'Firefox';

async function add(db: Database, person: DeveloperActor | AdminActor, passkey = softwarePasskey()) {
  const ctx = contextFor(db, person);
  const { challengeId, options } = await beginPasskeyRegistration(ctx);
  const { passkeyId } = await addPasskey(ctx, { challengeId, answer: passkey.make(options), name: 'Laptop' });
  return { passkey, passkeyId };
}

async function withPasskey(db: Database) {
  const world = await seedWorld(db);
  await seedSession(db, world.tom);
  await seedSession(db, world.ada);
  return { ...world, ...(await add(db, world.tom)) };
}

type Use = Parameters<ReturnType<typeof softwarePasskey>['use']>[1];

async function signIn(db: Database, passkey: ReturnType<typeof softwarePasskey>, said: Use = {}) {
  const ctx = contextFor(db);
  const { challengeId, options } = await beginPasskeySignIn(ctx);
  return signInWithPasskey(ctx, { challengeId, answer: passkey.use(options, said), userAgent });
}

describe('logging in with a passkey', () => {
  test('starts a session for its owner, without a name, a password or a code', () =>
    inSandbox(async (db) => {
      const { tom, passkey } = await withPasskey(db);
      const { sessionId } = await signIn(db, passkey);
      expect(await loadActor(db, sessionId)).toMatchObject({ userId: tom.userId });
      await signIn(db, passkey);
      expect((await getSecondFactors(contextFor(db, tom))).passkeys[0]?.lastUsedAt).toBeInstanceOf(Date);
    }));

  test('is refused for another origin, another portal, nobody verified, and a counter that went back', () =>
    inSandbox(async (db) => {
      const { passkey } = await withPasskey(db);
      await signIn(db, passkey, { counter: 5 });
      for (const said of [
        { origin: 'https://portal.test.evil.test' },
        { origin: 'http://portal.test:8080' },
        { rpId: 'evil.test' },
        { isVerified: false },
        { counter: 5 },
        { counter: 4 },
        { counter: 0 },
      ]) {
        expect(await outcome(signIn(db, passkey, { counter: 6, ...said })), JSON.stringify(said)).toBe('conflict');
      }
      expect(await outcome(signIn(db, passkey, { counter: 6 }))).toBe('ok');
    }));

  test('takes a challenge once, not one that ended, and not one of somebody else', () =>
    inSandbox(async (db) => {
      const { tom, passkey } = await withPasskey(db);
      const ctx = contextFor(db);
      const use = (begun: { challengeId: string; options: string }) =>
        outcome(
          signInWithPasskey(ctx, { challengeId: begun.challengeId, answer: passkey.use(begun.options), userAgent }),
        );
      const first = await beginPasskeySignIn(ctx);
      expect(await use(first)).toBe('ok');
      expect(await use(first)).toBe('conflict');
      const spoilt = await beginPasskeySignIn(ctx);
      const wrong = passkey.use(spoilt.options, { origin: 'https://evil.test' });
      await outcome(signInWithPasskey(ctx, { challengeId: spoilt.challengeId, answer: wrong, userAgent }));
      expect(await use(spoilt)).toBe('conflict');
      expect(await use(await beginPasskeyProof(contextFor(db, tom)))).toBe('conflict');
      const old = await beginPasskeySignIn(ctx);
      await db.update(passkeyChallenges).set({ expiresAt: sql`now()` });
      expect(await use(old)).toBe('conflict');
    }));

  test('is refused for a passkey that nobody has here, for nonsense, and after it was removed', () =>
    inSandbox(async (db) => {
      const { tom, passkey, passkeyId } = await withPasskey(db);
      const stranger = softwarePasskey();
      expect(await outcome(signIn(db, stranger))).toBe('conflict');
      const { challengeId } = await beginPasskeySignIn(contextFor(db));
      for (const answer of ['', '{', '{}', JSON.stringify({ id: '../', rawId: 'a', type: 'public-key' })]) {
        expect(await outcome(signInWithPasskey(contextFor(db), { challengeId, answer, userAgent }))).toBe('conflict');
      }
      await removePasskey(contextFor(db, tom), { passkeyId });
      expect(await outcome(signIn(db, passkey))).toBe('conflict');
    }));

  test('lets nobody in who was deactivated, and is no way around a password that must be changed', () =>
    inSandbox(async (db) => {
      const { tom, passkey } = await withPasskey(db);
      await db.update(users).set({ mustChangePassword: true }).where(eq(users.id, tom.userId));
      expect((await signIn(db, passkey)).actor).toMatchObject({ mustChangePassword: true });
      await db.update(users).set({ status: 'inactive' }).where(eq(users.id, tom.userId));
      expect(await outcome(signIn(db, passkey))).toBe('unauthenticated');
    }));

  // Let spendChallenge forget `isNull(passkeyChallenges.usedAt)` and this must fail.
  test('of a crowd with one answer, one gets in', () =>
    unboxed(async (db) => {
      const { passkey } = await withPasskey(db);
      const before = await db.$count(sessions);
      const { challengeId, options } = await beginPasskeySignIn(contextFor(db));
      // Passkeys that are synchronized do not count: nothing but the challenge tells the tries apart.
      const answer = passkey.use(options, { counter: 0 });
      const { won } = await crowd(() => signInWithPasskey(contextFor(db), { challengeId, answer, userAgent }));
      expect(won).toHaveLength(1);
      expect(await db.$count(sessions)).toBe(before + 1);
    }));
});

describe('having passkeys', () => {
  test('each is one account’s, is told to its owner, and shows in no answer but its name', () =>
    inSandbox(async (db) => {
      const { tom, ada, passkey } = await withPasskey(db);
      const told = await db.select().from(mails).where(eq(mails.toUserId, tom.userId));
      expect(told.map(({ facts }) => facts.change)).toEqual(['The passkey “Laptop” was added.']);
      expect(await outcome(add(db, ada, passkey))).toBe('conflict');
      const ctx = contextFor(db, tom);
      expect((await getSecondFactors(ctx)).passkeys).toEqual([
        { id: expect.any(String), name: 'Laptop', createdAt: expect.any(Date), lastUsedAt: null },
      ]);
      expect((await getSecondFactors(contextFor(db, ada))).passkeys).toEqual([]);
    }));

  test('nobody removes one of somebody else, and adding and removing want a fresh proof', () =>
    inSandbox(async (db) => {
      const { tom, ada, passkeyId } = await withPasskey(db);
      expect(await outcome(removePasskey(contextFor(db, ada), { passkeyId }))).toBe('not_found');
      await db.update(sessions).set({ provenAt: sql`now() - interval '2 hours'` });
      const ctx = contextFor(db, tom);
      expect(await outcome(removePasskey(ctx, { passkeyId }))).toBe('proof_needed');
      expect(await outcome(beginPasskeyRegistration(ctx))).toBe('proof_needed');
      expect(await db.$count(passkeys)).toBe(1);
    }));

  test('nobody has more than ten, also not by adding them at once', () =>
    unboxed(async (db) => {
      const { tom } = await withPasskey(db);
      const { won } = await crowd(() => add(db, tom));
      expect(won).toHaveLength(PASSKEYS_MAX - 1);
      expect(await db.$count(passkeys)).toBe(PASSKEYS_MAX);
      expect(await outcome(beginPasskeyRegistration(contextFor(db, tom)))).toBe('conflict');
    }));

  test('a registration is refused for another origin, nobody verified, a challenge of somebody else, and no name', () =>
    inSandbox(async (db) => {
      const { tom, ada } = await withPasskey(db);
      const ctx = contextFor(db, tom);
      const attempt = async (said: Use, name = 'Phone', begin = ctx) => {
        const { challengeId, options } = await beginPasskeyRegistration(begin);
        return outcome(addPasskey(ctx, { challengeId, answer: softwarePasskey().make(options, said), name }));
      };
      expect(await attempt({ origin: 'https://evil.test' })).toBe('conflict');
      expect(await attempt({ isVerified: false })).toBe('conflict');
      expect(await attempt({}, 'Phone', contextFor(db, ada))).toBe('conflict');
      expect(await attempt({}, ' ')).toBe('invalid');
      expect(await attempt({}, 'x'.repeat(61))).toBe('invalid');
      expect(await attempt({})).toBe('ok');
    }));

  test('one proves again who one is with one’s own, and with nobody else’s', () =>
    inSandbox(async (db) => {
      const { tom, ada, passkey } = await withPasskey(db);
      await db.update(sessions).set({ provenAt: sql`now() - interval '2 hours'` });
      const prove = async (person: DeveloperActor) => {
        const ctx = contextFor(db, person);
        const { challengeId, options } = await beginPasskeyProof(ctx);
        return outcome(proveAgain(ctx, { challengeId, answer: passkey.use(options) }));
      };
      expect(await prove(ada)).toBe('conflict');
      expect(await prove(tom)).toBe('ok');
      expect(await outcome(beginPasskeyRegistration(contextFor(db, tom)))).toBe('ok');
      expect(await outcome(beginPasskeyRegistration(contextFor(db, ada)))).toBe('proof_needed');
      expect(await db.$count(auditEvents, eq(auditEvents.event, 'user.proved_again'))).toBe(1);
    }));
});
