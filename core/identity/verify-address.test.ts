import { and, eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { newId } from '@/db/ids';
import {
  inviteCodeRedemptions,
  inviteCodes,
  mails,
  notifications,
  oneTimeTokens,
  sessions,
  settings,
  throttles,
  users,
} from '@/db/schema';
import { contextFor, inSandbox, unboxed } from '@/test/harness';
import { refusalOf } from '@/test/refusal-of';
import { seedWorld } from '@/test/world';
import { peekLink } from './peek-link';
import { resendVerification } from './resend-verification';
import { mintToken, type TokenPurpose } from './tokens';
import { verifyAddress } from './verify-address';

const linkFor = (db: Database, subjectId: string, purpose: TokenPurpose = 'verify_address') =>
  mintToken(db, { purpose, subjectId, hours: 24 });
const statusOf = async (db: Database, userId: string) =>
  (await db.select({ status: users.status }).from(users).where(eq(users.id, userId))).at(0)?.status;
const mailsOf = async (db: Database, message: string) =>
  (await db.select({ to: mails.toUserId }).from(mails).where(eq(mails.message, message))).map((mail) => mail.to);
/** Who registered has one; an account without any was made by an admin, and opens by an invitation. */
const giveItsPassword = (db: Database, { userId }: { userId: string }) =>
  db.update(users).set({ passwordHash: 'a hash that no password has' }).where(eq(users.id, userId));
describe('verifyAddress', () => {
  test('a verified developer waits, is told so, and those who may decide hear of it', () =>
    inSandbox(async (db) => {
      const { ursula, priya, alan, arun } = await seedWorld(db);
      const token = await linkFor(db, ursula.userId);

      expect(await verifyAddress(contextFor(db), { token })).toEqual({ status: 'pending' });

      expect(await statusOf(db, ursula.userId)).toBe('pending');
      expect(await mailsOf(db, 'registration-received')).toEqual([ursula.userId]);
      const deciders = [priya.userId, alan.userId, arun.userId].sort();
      expect((await mailsOf(db, 'registration-to-decide')).sort()).toEqual(deciders);
      const told = await db.select().from(notifications);
      expect(told.map(({ userId }) => userId).sort()).toEqual(deciders);
      expect(told[0]).toMatchObject({
        href: `/admin/users/${ursula.userId}`,
        title: 'Ursula Test waits for activation',
      });
    }));

  test('registrations approved automatically are active at once, and nobody has to decide', () =>
    inSandbox(async (db) => {
      const { ursula } = await seedWorld(db);
      await db.update(settings).set({ autoApproveDevelopers: true });
      const token = await linkFor(db, ursula.userId);
      expect(await verifyAddress(contextFor(db), { token })).toEqual({ status: 'active' });
      expect(await mailsOf(db, 'account-activated')).toEqual([ursula.userId]);
      expect(await mailsOf(db, 'registration-to-decide')).toEqual([]);
    }));

  test('whoever came by an invite code is approved already', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const inviteCodeId = newId();
      const place = { organizationId: world.acme.id, teamId: world.backend.id };
      const code = { codeDigest: Buffer.from('digest'), codeSealed: Buffer.from('sealed'), quota: 1, used: 1 };
      await db.insert(inviteCodes).values({ id: inviteCodeId, ...place, ...code });
      await db.insert(inviteCodeRedemptions).values({ inviteCodeId, userId: world.ursula.userId });
      const token = await linkFor(db, world.ursula.userId);
      expect(await verifyAddress(contextFor(db), { token })).toEqual({ status: 'active' });
    }));

  test('works once: the second time, an unknown, an expired and another purpose look alike [T-03] [T-06] [T-07]', () =>
    inSandbox(async (db) => {
      const { ursula } = await seedWorld(db);
      const token = await linkFor(db, ursula.userId);
      const forReset = await linkFor(db, ursula.userId, 'reset_password');
      const expired = await mintToken(db, { purpose: 'verify_address', subjectId: ursula.userId, hours: -1 });
      await verifyAddress(contextFor(db), { token });
      const refusals = [];
      for (const dead of [token, forReset, expired, 'A'.repeat(43), '', '\0', 'x'.repeat(1_000_000)]) {
        refusals.push(await refusalOf(verifyAddress(contextFor(db), { token: dead })));
      }
      expect(refusals[0]).toMatchObject({ code: 'conflict' });
      for (const refusal of refusals) expect(refusal).toEqual(refusals[0]);
    }));

  test('looking at the link, however often, uses nothing up [T-02]', () =>
    inSandbox(async (db) => {
      const { ursula } = await seedWorld(db);
      const link = { purpose: 'verify_address', token: await linkFor(db, ursula.userId) } as const;
      for (let time = 0; time < 5; time += 1) {
        expect(await peekLink(contextFor(db), link)).toEqual({ firstName: 'Ursula', email: ursula.email });
      }
      expect(await statusOf(db, ursula.userId)).toBe('unverified');
      expect(await verifyAddress(contextFor(db), link)).toEqual({ status: 'pending' });
      expect(await peekLink(contextFor(db), link)).toBeNull();
    }));

  test('logs nobody in, whoever is logged in in that browser [T-18]', () =>
    inSandbox(async (db) => {
      const { ursula, dora } = await seedWorld(db);
      await verifyAddress(contextFor(db, dora), { token: await linkFor(db, ursula.userId) });
      expect(await db.$count(sessions)).toBe(0);
    }));

  test('a deactivated account stays deactivated', () =>
    inSandbox(async (db) => {
      const { ivan } = await seedWorld(db);
      const token = await linkFor(db, ivan.userId);
      expect(await refusalOf(verifyAddress(contextFor(db), { token }))).toMatchObject({ code: 'conflict' });
      expect(await statusOf(db, ivan.userId)).toBe('inactive');
    }));

  test('a hundred dead links an hour are enough for one network [T-16]', () =>
    inSandbox(async (db) => {
      await seedWorld(db);
      const bucket = 'dead-link:network:192.0.2.1';
      await db.insert(throttles).values({ bucket, attempts: 100, resetsAt: sql`now() + interval '1 minute'` });
      const refusal = await refusalOf(verifyAddress(contextFor(db), { token: 'A'.repeat(43) }));
      expect(refusal).toMatchObject({ code: 'too_many' });
    }));

  // Let spendToken select before it updates to see this fail.
  test('many clicks at once verify once [T-03]', () =>
    unboxed(async (db) => {
      const { ursula } = await seedWorld(db);
      const token = await linkFor(db, ursula.userId);
      const clicks = Array.from({ length: 12 }, () => verifyAddress(contextFor(db), { token }));
      const outcomes = await Promise.allSettled(clicks);
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await mailsOf(db, 'registration-received')).toHaveLength(1);
      expect(await db.$count(oneTimeTokens, and(sql`used_at is not null`))).toBe(1);
    }));
});

describe('resendVerification', () => {
  test('orders another mail for whoever has yet to verify, and nothing for anybody else, in the same silence [A-03]', () =>
    inSandbox(async (db) => {
      const { ursula, penny, dora, ivan } = await seedWorld(db);
      await giveItsPassword(db, ursula);
      for (const email of [ursula.email, penny.email, dora.email, ivan.email, 'nobody@nowhere.test']) {
        expect(await resendVerification(contextFor(db), { email })).toBeUndefined();
      }
      expect(await mailsOf(db, 'verify-address')).toEqual([ursula.userId]);
      const nonsense = await refusalOf(resendVerification(contextFor(db), { email: 'nonsense' }));
      expect(nonsense).toMatchObject({ code: 'invalid' });
    }));

  test('three an hour, and the fourth is as silent', () =>
    inSandbox(async (db) => {
      const { ursula } = await seedWorld(db);
      await giveItsPassword(db, ursula);
      for (let time = 0; time < 5; time += 1) await resendVerification(contextFor(db), { email: ursula.email });
      expect(await mailsOf(db, 'verify-address')).toHaveLength(3);
    }));
});
