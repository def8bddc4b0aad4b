import { and, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { auditEvents, mails, users } from '@/db/schema';
import { contextFor, inSandbox, unboxed } from '@/test/harness';
import { refusalOf } from '@/test/refusal-of';
import { castOf, seedDeveloper, seedWorld } from '@/test/world';
import { enter } from '../identity/enter';
import { loadActor } from '../identity/load-actor';
import { mintToken, peekToken } from '../identity/tokens';
import { activateDeveloper } from './activate-developer';
import { deactivateDeveloper } from './deactivate-developer';

const statusOf = async (db: Database, userId: string) =>
  (await db.select({ status: users.status }).from(users).where(eq(users.id, userId))).at(0)?.status;
const mailsOf = async (db: Database, message: string) =>
  (await db.select({ to: mails.toUserId }).from(mails).where(eq(mails.message, message))).map((mail) => mail.to);
const imaginary = '01930000-0000-7000-8000-000000000000';

describe('activateDeveloper', () => {
  test('lets in who waits and tells them, once', () =>
    inSandbox(async (db) => {
      const { penny, arun } = await seedWorld(db);
      const ctx = contextFor(db, arun);
      expect(await activateDeveloper(ctx, { userId: penny.userId })).toEqual({ status: 'active' });
      expect(await statusOf(db, penny.userId)).toBe('active');
      expect(await refusalOf(activateDeveloper(ctx, { userId: penny.userId }))).toMatchObject({ code: 'conflict' });
      expect(await mailsOf(db, 'account-activated')).toEqual([penny.userId]);
      expect(await db.$count(auditEvents, eq(auditEvents.event, 'user.activated'))).toBe(1);
    }));

  test('brings back who was deactivated, but not past the verification of the address', () =>
    inSandbox(async (db) => {
      const { ivan, ursula, alan } = await seedWorld(db);
      const ctx = contextFor(db, alan);
      expect(await activateDeveloper(ctx, { userId: ivan.userId })).toEqual({ status: 'active' });
      expect(await refusalOf(activateDeveloper(ctx, { userId: ursula.userId }))).toMatchObject({ code: 'conflict' });
      await db.update(users).set({ passwordHash: 'hash' }).where(eq(users.id, ursula.userId));
      await deactivateDeveloper(ctx, { userId: ursula.userId });
      expect(await activateDeveloper(ctx, { userId: ursula.userId })).toEqual({ status: 'unverified' });
      expect(await mailsOf(db, 'verify-address')).toEqual([ursula.userId]);
    }));

  test('sends no verification link to whom an admin made without a password: an invitation is what they need', () =>
    inSandbox(async (db) => {
      const { ursula, alan } = await seedWorld(db);
      await deactivateDeveloper(contextFor(db, alan), { userId: ursula.userId });
      const activated = await activateDeveloper(contextFor(db, alan), { userId: ursula.userId });
      expect(activated).toEqual({ status: 'uninvited' });
      expect(await statusOf(db, ursula.userId)).toBe('unverified');
      expect(await mailsOf(db, 'verify-address')).toEqual([]);
    }));

  test('is refused to auditors, and developers learn nothing about others', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { priya, alan, arun, audrey, penny, ...others } = castOf(world);
      for (const actor of Object.values(others)) {
        const real = await refusalOf(activateDeveloper(contextFor(db, actor), { userId: world.penny.userId }));
        const never = await refusalOf(activateDeveloper(contextFor(db, actor), { userId: imaginary }));
        expect(real).toMatchObject({ code: 'not_found' });
        expect(real).toEqual(never);
      }
      for (const actor of [world.audrey, world.penny]) {
        const refusal = await refusalOf(activateDeveloper(contextFor(db, actor), { userId: world.penny.userId }));
        expect(refusal).toMatchObject({ code: 'forbidden' });
      }
      expect(await statusOf(db, world.penny.userId)).toBe('pending');
    }));

  test('admins are no developers [Z-08]', () =>
    inSandbox(async (db) => {
      const { priya, alan } = await seedWorld(db);
      for (const verb of [activateDeveloper, deactivateDeveloper]) {
        expect(await refusalOf(verb(contextFor(db, priya), { userId: alan.userId }))).toMatchObject({
          code: 'not_found',
        });
      }
    }));

  test('many admins at once activate once', () =>
    unboxed(async (db) => {
      const { penny, priya, alan, arun } = await seedWorld(db);
      const crowd = [priya, alan, arun, priya, alan, arun, priya, alan];
      const outcomes = await Promise.allSettled(
        crowd.map((admin) => activateDeveloper(contextFor(db, admin), { userId: penny.userId })),
      );
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await mailsOf(db, 'account-activated')).toEqual([penny.userId]);
    }));
});

describe('deactivateDeveloper', () => {
  test('ends sessions and links with the same commit, tells the person, once [A-14] [A-27]', () =>
    inSandbox(async (db) => {
      const { tom, alan } = await seedWorld(db);
      const { sessionId } = await enter(contextFor(db), { userId: tom.userId, userAgent: '' });
      const link = { purpose: 'reset_password', subjectId: tom.userId, hours: 24 } as const;
      const token = await mintToken(db, link);

      await deactivateDeveloper(contextFor(db, alan), { userId: tom.userId });

      expect(await loadActor(db, sessionId)).toEqual({ kind: 'anonymous' });
      expect(await peekToken(db, { purpose: 'reset_password', token })).toBeNull();
      expect(await mailsOf(db, 'account-deactivated')).toEqual([tom.userId]);
      const again = await refusalOf(deactivateDeveloper(contextFor(db, alan), { userId: tom.userId }));
      expect(again).toMatchObject({ code: 'conflict' });
    }));

  test('is for admins who run the portal; who sees the person is refused, who does not learns nothing', () =>
    inSandbox(async (db) => {
      const { tom, ada, eve, arun, audrey } = await seedWorld(db);
      const refusalFor = (actor: typeof ada | typeof arun) =>
        refusalOf(deactivateDeveloper(contextFor(db, actor), { userId: tom.userId }));
      expect(await refusalFor(arun)).toMatchObject({ code: 'forbidden' });
      expect(await refusalFor(audrey)).toMatchObject({ code: 'forbidden' });
      expect(await refusalFor(tom)).toMatchObject({ code: 'forbidden' });
      expect(await refusalFor(ada)).toMatchObject({ code: 'forbidden' });
      expect(await refusalFor(eve)).toMatchObject({ code: 'not_found' });
      expect(await statusOf(db, tom.userId)).toBe('active');
    }));

  test('leaves an active organization its last active super admin [Z-09]', () =>
    inSandbox(async (db) => {
      const { ada, olga, alan } = await seedWorld(db);
      const refusal = await refusalOf(deactivateDeveloper(contextFor(db, alan), { userId: ada.userId }));
      expect(refusal).toMatchObject({ code: 'conflict', message: expect.stringContaining('super admin of Acme') });
      // An organization that was never approved has nobody to run.
      await deactivateDeveloper(contextFor(db, alan), { userId: olga.userId });
    }));

  // Leave out the lock on the organization's row to see this fail.
  test('two super admins deactivated at once: one stays [Z-09]', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      const { ada, alan, priya, acme } = world;
      for (let round = 0; round < 6; round += 1) {
        const second = await seedDeveloper(db, `Second${round}`, { ...acme, isDefault: false }, 'super_admin');
        const outcomes = await Promise.allSettled([
          deactivateDeveloper(contextFor(db, alan), { userId: ada.userId }),
          deactivateDeveloper(contextFor(db, priya), { userId: second.userId }),
        ]);
        expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
        const isActiveOfAcme = and(eq(users.organizationId, acme.id), eq(users.status, 'active'));
        expect(await db.$count(users, and(isActiveOfAcme, eq(users.organizationRole, 'super_admin')))).toBe(1);
        await db.update(users).set({ status: 'inactive' }).where(eq(users.id, second.userId));
        await db.update(users).set({ status: 'active' }).where(eq(users.id, ada.userId));
      }
    }));
});
