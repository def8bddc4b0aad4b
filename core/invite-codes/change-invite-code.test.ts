import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { auditEvents, inviteCodeRedemptions, inviteCodes, users } from '@/db/schema';
import { crowd } from '@/test/crowd';
import { contextFor, inSandbox, unboxed } from '@/test/harness';
import { refusalOf } from '@/test/refusal-of';
import { seedWorld, type World } from '@/test/world';
import type { Context } from '../context';
import { register } from '../identity/register';
import { changeInviteCode } from './change-invite-code';
import { getInviteCode } from './get-invite-code';
import { giveSlotBack } from './give-slot-back';
import { issueInviteCode } from './issue-invite-code';
import { switchInviteCodeOff } from './switch-invite-code-off';

const termsFor = (world: World) => ({
  teamId: world.backend.id,
  quota: 3,
  lastDay: null,
  isActive: true,
  note: '',
  code: '',
});

const newcomer = (ctx: Context, name: string, inviteCode: string) =>
  register(ctx, {
    email: `${name}@newcomer.test`,
    firstName: 'Nina',
    lastName: 'Newcomer',
    password: 'correct horse battery',
    inviteCode,
    signUp: {},
    acceptsTerms: false,
  });

const userNamed = async (db: Database, name: string) => {
  const [user] = await db
    .select()
    .from(users)
    .where(eq(users.email, `${name}@newcomer.test`));
  if (!user) throw new Error(`${name} has no account`);
  return user;
};

describe('changeInviteCode', () => {
  test('changes terms, and the audit event says from what to what', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db, world.alan);
      const { inviteCodeId } = await issueInviteCode(ctx, termsFor(world));
      await changeInviteCode(ctx, { ...termsFor(world), inviteCodeId, quota: 9, lastDay: '2026-12-31' });
      expect(await getInviteCode(ctx, inviteCodeId)).toMatchObject({ quota: 9, lastDay: '2026-12-31' });
      const [event] = await db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.event, 'invite_code.changed'))
        .orderBy(auditEvents.id);
      expect(event?.detail).toMatchObject({ changes: { quota: { from: 3, to: 9 } } });
      expect(event?.detail).not.toHaveProperty('changes.note');
    }));

  test('the last day counts whole', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { inviteCodeId } = await issueInviteCode(contextFor(db, world.alan), {
        ...termsFor(world),
        // Today, but in its last minute, which may be over before the code is looked at.
        lastDay: new Date(Date.now() + 60_000).toISOString().slice(0, 10),
      });
      expect(await getInviteCode(contextFor(db, world.alan), inviteCodeId)).toMatchObject({ state: 'usable' });
    }));

  test('the quota never falls below what is used, also while people register [R-03]', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db, world.alan);
      const wish = { ...termsFor(world), code: 'CROWDED-ROOM', quota: 20 };
      const { inviteCodeId } = await issueInviteCode(ctx, wish);
      const people = Array.from({ length: 8 }, (_, at) => newcomer(contextFor(db), `person${at}`, 'CROWDED-ROOM'));
      const cut = changeInviteCode(ctx, { ...wish, inviteCodeId, quota: 4 });
      const [, ...registered] = await Promise.allSettled([cut, ...people]);
      const [row] = await db.select().from(inviteCodes);
      const inside = registered.filter(({ status }) => status === 'fulfilled').length;
      expect(row?.used).toBe(inside);
      expect(row?.used).toBeLessThanOrEqual(row?.quota ?? 0);
      expect(await db.$count(inviteCodeRedemptions)).toBe(inside);
    }));

  // Leave `isActive` out of the UPDATE that takes a slot and this must fail.
  test('switched off while people register, each of them is in or refused, and after that nobody comes in [R-03]', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db, world.alan);
      const { inviteCodeId } = await issueInviteCode(ctx, { ...termsFor(world), code: 'LAST-CALL', quota: 20 });
      const people = Array.from({ length: 8 }, (_, at) => newcomer(contextFor(db), `late${at}`, 'LAST-CALL'));
      const [off, ...registered] = await Promise.allSettled([switchInviteCodeOff(ctx, { inviteCodeId }), ...people]);
      expect(off.status).toBe('fulfilled');
      const inside = registered.filter(({ status }) => status === 'fulfilled').length;
      expect(await db.select().from(inviteCodes)).toMatchObject([{ used: inside, isActive: false }]);
      expect(await db.$count(inviteCodeRedemptions)).toBe(inside);
      expect(await refusalOf(newcomer(contextFor(db), 'tooLate', 'LAST-CALL'))).toMatchObject({ code: 'invalid' });
    }));
});

describe('giveSlotBack', () => {
  test('lets one more in, and who had it stays', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db, world.alan);
      const wish = { ...termsFor(world), code: 'ONLY-FOR-ONE', quota: 1 };
      const { inviteCodeId } = await issueInviteCode(ctx, wish);
      await newcomer(contextFor(db), 'nina', wish.code);
      const refused = await refusalOf(newcomer(contextFor(db), 'second', wish.code));
      expect(refused).toMatchObject({ fieldErrors: { inviteCode: [expect.any(String)] } });

      const nina = await userNamed(db, 'nina');
      await giveSlotBack(ctx, { inviteCodeId, userId: nina.id });
      await newcomer(contextFor(db), 'second', wish.code);
      expect((await userNamed(db, 'nina')).organizationId).toBe(world.acme.id);
      expect(await getInviteCode(ctx, inviteCodeId)).toMatchObject({ used: 1, state: 'used_up' });
    }));

  test('of a crowd that frees one slot, one does', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db, world.alan);
      const { inviteCodeId } = await issueInviteCode(ctx, { ...termsFor(world), code: 'SLOT-CROWD' });
      await newcomer(contextFor(db), 'nina', 'SLOT-CROWD');
      await newcomer(contextFor(db), 'mina', 'SLOT-CROWD');
      const { id: userId } = await userNamed(db, 'nina');
      const outcomes = await Promise.allSettled(
        Array.from({ length: 6 }, () => giveSlotBack(ctx, { inviteCodeId, userId })),
      );
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect((await db.select().from(inviteCodes))[0]?.used).toBe(1);
    }));
});

describe('changing and switching off at once', () => {
  test('a crowd that changes different parts and switches off loses nothing, and one event says that it is off [R-03]', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db, world.alan);
      const { inviteCodeId } = await issueInviteCode(ctx, termsFor(world));
      const parts = [{ quota: 9 }, { note: 'Spring event' }, { lastDay: '2099-01-31' }];
      const { refused } = await crowd((index) => {
        const part = parts[index];
        return part ? changeInviteCode(ctx, { inviteCodeId, ...part }) : switchInviteCodeOff(ctx, { inviteCodeId });
      });
      expect(refused).toEqual([]);
      expect(await getInviteCode(ctx, inviteCodeId)).toMatchObject({
        ...{ quota: 9, note: 'Spring event', lastDay: '2099-01-31', isActive: false, teamId: world.backend.id },
      });
      const events = await db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.event, 'invite_code.changed'))
        .orderBy(auditEvents.id);
      expect(events).toHaveLength(parts.length + 1);
    }));
});
