import { eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { auditEvents, sessions, users } from '@/db/schema';
import { setUpAuthenticator } from '@/test/authenticator';
import { contextFor, inSandbox } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { seedSession, seedWorld } from '@/test/world';
import { hashPassword } from '../identity/passwords';
import { requireFreshProof } from '../identity/require-fresh-proof';
import { proveAgain } from './prove-again';
import { waysToProve } from './ways-to-prove';

const password = 'a harbour with nine lanterns';

async function longAgo(db: Database) {
  const world = await seedWorld(db);
  await seedSession(db, world.tom);
  await db
    .update(users)
    .set({ passwordHash: await hashPassword(password) })
    .where(eq(users.id, world.tom.userId));
  const grow = () => db.update(sessions).set({ provenAt: sql`now() - interval '2 hours'` });
  await grow();
  return { ...world, ctx: contextFor(db, world.tom), grow };
}

describe('saying again who one is', () => {
  test('takes the password, for this session alone, and counts wrong ones [A-20]', () =>
    inSandbox(async (db) => {
      const { tom, ctx } = await longAgo(db);
      const elsewhere = { ...tom, sessionId: tom.organization.id };
      await seedSession(db, elsewhere);
      await db.update(sessions).set({ provenAt: sql`now() - interval '2 hours'` });
      expect(await waysToProve(ctx)).toEqual({ password: true, code: false, passkey: false, provider: false });
      expect(await outcome(proveAgain(ctx, { password: 'not this one' }))).toBe('invalid');
      await proveAgain(ctx, { password });
      expect(await outcome(requireFreshProof(ctx))).toBe('ok');
      expect(await outcome(requireFreshProof(contextFor(db, elsewhere)))).toBe('proof_needed');
      for (let time = 0; time < 9; time += 1) await outcome(proveAgain(ctx, { password: 'not this one' }));
      expect(await outcome(proveAgain(ctx, { password }))).toBe('too_many');
      const proven = await db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.event, 'user.proved_again'))
        .orderBy(auditEvents.id);
      expect(proven.map(({ detail }) => detail)).toEqual([{ by: 'password' }]);
    }));

  test('takes a code instead where two-factor authentication is on: a stolen password must not take it off', () =>
    inSandbox(async (db) => {
      const { ctx, grow } = await longAgo(db);
      await db.update(sessions).set({ provenAt: sql`now()` });
      const phone = await setUpAuthenticator(ctx);
      await grow();
      expect(await waysToProve(ctx)).toMatchObject({ password: false, code: true });
      expect(await outcome(proveAgain(ctx, { password }))).toBe('conflict');
      expect(await outcome(proveAgain(ctx, { code: phone.code() }))).toBe('invalid');
      expect(await outcome(proveAgain(ctx, { code: phone.code(1) }))).toBe('ok');
      expect(await outcome(requireFreshProof(ctx))).toBe('ok');
    }));

  test('is done at the provider by whoever has nothing here, and never by a session that has ended', () =>
    inSandbox(async (db) => {
      const { ctx, dora, tom } = await longAgo(db);
      expect(await waysToProve(contextFor(db, dora))).toMatchObject({ password: false, provider: true });
      expect(await outcome(proveAgain(contextFor(db), { password }))).toBe('unauthenticated');
      await db.update(sessions).set({ endedAt: sql`now()` }).where(eq(sessions.userId, tom.userId));
      expect(await outcome(proveAgain(ctx, { password }))).toBe('unauthenticated');
    }));
});
