import { eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { mails, sessions, settings, totpFactors } from '@/db/schema';
import { setUpAuthenticator } from '@/test/authenticator';
import { contextFor, inSandbox } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { seedSession, seedWorld } from '@/test/world';
import { isActiveAdmin } from '../identity/actor';
import { landingFor } from '../identity/landing-for';
import { loadActor } from '../identity/load-actor';
import { removeSecondFactorOf } from './remove-second-factor-of';

describe('a lost second factor', () => {
  test('is taken off by an admin, whose proof is fresh: sessions end, and its owner is told', () =>
    inSandbox(async (db) => {
      const { tom, alan, arun, ada } = await seedWorld(db);
      for (const person of [tom, alan, arun, ada]) await seedSession(db, person);
      await setUpAuthenticator(contextFor(db, tom));
      const remove = (actor: Parameters<typeof contextFor>[1]) =>
        outcome(removeSecondFactorOf(contextFor(db, actor), { userId: tom.userId }));
      for (const other of [arun, ada, tom]) expect(await remove(other)).toBe('forbidden');
      await db
        .update(sessions)
        .set({ provenAt: sql`now() - interval '2 hours'` })
        .where(eq(sessions.userId, alan.userId));
      expect(await remove(alan)).toBe('proof_needed');
      await db.update(sessions).set({ provenAt: sql`now()` });
      expect(await remove(alan)).toBe('ok');
      expect(await db.$count(totpFactors)).toBe(0);
      expect(await loadActor(db, tom.sessionId)).toEqual({ kind: 'anonymous' });
      const told = await db.select().from(mails).where(eq(mails.toUserId, tom.userId));
      expect(told.map(({ facts }) => facts.change)).toContainEqual(expect.stringContaining('An admin took off'));
      expect(await remove(alan)).toBe('conflict');
    }));

  test('of an admin is taken off by an owner, and nobody takes off their own this way', () =>
    inSandbox(async (db) => {
      const { priya, alan, audrey } = await seedWorld(db);
      for (const person of [priya, alan, audrey]) await seedSession(db, person);
      for (const person of [priya, audrey]) await setUpAuthenticator(contextFor(db, person));
      expect(await outcome(removeSecondFactorOf(contextFor(db, alan), { userId: audrey.userId }))).toBe('forbidden');
      expect(await outcome(removeSecondFactorOf(contextFor(db, priya), { userId: priya.userId }))).toBe('conflict');
      expect(await outcome(removeSecondFactorOf(contextFor(db, priya), { userId: audrey.userId }))).toBe('ok');
    }));
});

test('where admins need a second factor, one without it can do nothing but set it up; developers go on as before [A-28]', () =>
  inSandbox(async (db) => {
    const { alan, tom } = await seedWorld(db);
    await seedSession(db, alan);
    await seedSession(db, tom);
    await db.update(settings).set({ adminsNeedSecondFactor: true });
    const needy = await loadActor(db, alan.sessionId);
    expect(needy).toMatchObject({ needsSecondFactor: true });
    expect(isActiveAdmin(needy)).toBe(false);
    expect(landingFor(needy, '/admin/users')).toBe('/auth/second-factor/set-up');
    expect(landingFor(await loadActor(db, tom.sessionId), '/apps')).toBe('/apps');
    await setUpAuthenticator(contextFor(db, needy));
    const equipped = await loadActor(db, alan.sessionId);
    expect(isActiveAdmin(equipped)).toBe(true);
    expect(landingFor(equipped, '/admin/users')).toBe('/admin/users');
  }));
