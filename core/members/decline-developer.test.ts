import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { newId } from '@/db/ids';
import { auditEvents, sessions, users } from '@/db/schema';
import { crowd } from '@/test/crowd';
import { mailed } from '@/test/decisions';
import { contextFor, inSandbox, unboxed } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { refusalOf } from '@/test/refusal-of';
import { seedSession, seedWorld } from '@/test/world';
import { stillConcerns } from '../notifications/still-concerns';
import { registrationDeclined } from '../notifications/values/people';
import { activateDeveloper } from './activate-developer';
import { declineDeveloper } from './decline-developer';

const statusOf = async (db: Database, userId: string) =>
  (await db.select({ status: users.status }).from(users).where(eq(users.id, userId)))[0]?.status;

describe('declining a developer', () => {
  test('shuts out who waits, ends their sessions, and tells them why', () =>
    inSandbox(async (db) => {
      const { priya, penny } = await seedWorld(db);
      await seedSession(db, penny);
      await declineDeveloper(contextFor(db, priya), { userId: penny.userId, reason: ' Companies only. ' });
      expect(await statusOf(db, penny.userId)).toBe('inactive');
      const [session] = await db.select().from(sessions).where(eq(sessions.id, penny.sessionId));
      expect(session?.endedAt).toBeInstanceOf(Date);
      const [mail] = await mailed(db, 'registration-declined');
      expect(mail).toMatchObject({ toUserId: penny.userId, facts: { reason: 'Companies only.' } });
      // Who cannot log in still hears that.
      const about = { message: 'registration-declined', subjectId: penny.userId };
      expect(await stillConcerns(db, about, penny.userId)).toBe(true);
    }));

  test('once: who does not wait is not declined, and a reason is needed', () =>
    inSandbox(async (db) => {
      const { priya, penny, tom, ursula } = await seedWorld(db);
      const decline = (userId: string, reason = 'No.') =>
        outcome(declineDeveloper(contextFor(db, priya), { userId, reason }));
      expect(await decline(penny.userId, ' ')).toBe('invalid');
      expect(await decline(penny.userId)).toBe('ok');
      for (const { userId } of [penny, tom, ursula]) expect(await decline(userId)).toBe('conflict');
      expect(await decline(newId())).toBe('not_found');
    }));

  test('is undone by activating, and then nobody is told of it any more', () =>
    inSandbox(async (db) => {
      const { priya, penny } = await seedWorld(db);
      const ctx = contextFor(db, priya);
      await declineDeveloper(ctx, { userId: penny.userId, reason: 'No.' });
      const load = () =>
        registrationDeclined({
          ctx,
          recipient: { userId: penny.userId, firstName: 'Penny', lastName: 'Test', address: penny.email },
          subjectId: penny.userId,
          facts: { reason: 'No.' },
          mint: () => Promise.reject(new Error('it has no link')),
        });
      expect(await load()).toEqual({ firstName: 'Penny', reason: 'No.' });
      expect(await activateDeveloper(ctx, { userId: penny.userId })).toEqual({ status: 'active' });
      expect(await load()).toBeNull();
    }));

  test('a stranger cannot tell somebody real from nobody', () =>
    inSandbox(async (db) => {
      const { eve, penny } = await seedWorld(db);
      const refusal = (userId: string) => refusalOf(declineDeveloper(contextFor(db, eve), { userId, reason: 'No.' }));
      expect(await refusal(penny.userId)).toMatchObject({ code: 'not_found' });
      expect(await refusal(penny.userId)).toEqual(await refusal(newId()));
    }));

  test('many admins at once decline once', () =>
    unboxed(async (db) => {
      const { priya, penny } = await seedWorld(db);
      const { won, refused } = await crowd(() =>
        declineDeveloper(contextFor(db, priya), { userId: penny.userId, reason: 'No.' }),
      );
      expect(won).toHaveLength(1);
      for (const refusal of refused) expect(refusal).toMatchObject({ code: 'conflict' });
      expect(await db.$count(auditEvents, eq(auditEvents.event, 'user.declined'))).toBe(1);
      expect(await mailed(db, 'registration-declined')).toHaveLength(1);
    }));

  test('nobody who was let in is declined, however many decide at once', () =>
    unboxed(async (db) => {
      const { priya, penny } = await seedWorld(db);
      const ctx = contextFor(db, priya);
      const { userId } = penny;
      const { won } = await crowd(
        (index): Promise<unknown> =>
          index % 2 === 0 ? activateDeveloper(ctx, { userId }) : declineDeveloper(ctx, { userId, reason: 'No.' }),
      );
      // Activating after a decline is a new decision; declining after an activation is none.
      expect(won.length).toBeLessThanOrEqual(2);
      expect(await statusOf(db, userId)).toBe('active');
    }));
});
