import { eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { newId } from '@/db/ids';
import { sessions } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { seedSession, seedWorld } from '@/test/world';
import { systemActor } from './actor';
import { requireFreshProof } from './require-fresh-proof';

describe('what is dangerous', () => {
  test('is open to whoever logged in a short while ago, and asks again after an hour [A-20]', () =>
    inSandbox(async (db) => {
      const { tom } = await seedWorld(db);
      await seedSession(db, tom);
      const ask = () => outcome(requireFreshProof(contextFor(db, tom)));
      const age = (minutes: number) =>
        db
          .update(sessions)
          .set({ provenAt: sql`now() - make_interval(mins => ${minutes})` })
          .where(eq(sessions.id, tom.sessionId));
      expect(await ask()).toBe('ok');
      await age(59);
      expect(await ask()).toBe('ok');
      await age(60);
      expect(await ask()).toBe('proof_needed');
    }));

  test('is closed to a session that has ended, to one of somebody else, and to nobody [A-20]', () =>
    inSandbox(async (db) => {
      const { tom, ada, priya } = await seedWorld(db);
      for (const person of [tom, ada, priya]) await seedSession(db, person);
      const ofAda = { ...tom, sessionId: ada.sessionId };
      expect(await outcome(requireFreshProof(contextFor(db, ofAda)))).toBe('proof_needed');
      expect(await outcome(requireFreshProof(contextFor(db)))).toBe('unauthenticated');
      await db.update(sessions).set({ endedAt: sql`now()` });
      for (const actor of [tom, priya]) {
        expect(await outcome(requireFreshProof(contextFor(db, actor)))).toBe('proof_needed');
      }
    }));

  test('asks nothing of the system', () =>
    inSandbox(async (db) => {
      expect(await outcome(requireFreshProof(contextFor(db, systemActor('job'))))).toBe('ok');
    }));

  test('is closed to a program, unless the verb trusts the scope that it was given', () =>
    inSandbox(async (db) => {
      const { priya } = await seedWorld(db);
      const token = { id: newId(), name: 'CI', scopes: ['gateways:write'] } as const;
      const program = contextFor(db, { ...priya, sessionId: token.id, token });
      expect(await outcome(requireFreshProof(program))).toBe('proof_needed');
      expect(await outcome(requireFreshProof(program, { mayBeToken: true }))).toBe('ok');
      expect(await outcome(requireFreshProof(contextFor(db, priya), { mayBeToken: true }))).toBe('proof_needed');
      expect(await outcome(requireFreshProof(contextFor(db), { mayBeToken: true }))).toBe('unauthenticated');
    }));
});
