import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { newId } from '@/db/ids';
import { auditEvents, inviteCodeRedemptions, inviteCodes, organizations, teamMembers, users } from '@/db/schema';
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

describe('an invite code', () => {
  test('leads into its team and organization, typed in any case', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const code = await seedCode(db, world);
      await register(contextFor(db), { ...newcomer, inviteCode: ' acme-2026 ' });
      const account = await accountOf(db, newcomer.email);
      expect(account).toMatchObject({ organizationId: world.acme.id, organizationRole: 'team_member' });
      expect(
        await db
          .select()
          .from(teamMembers)
          .where(eq(teamMembers.userId, account?.id ?? '')),
      ).toMatchObject([{ teamId: world.backend.id }]);
      expect(await db.select().from(inviteCodes)).toMatchObject([{ id: code.id, used: 1 }]);
      expect(
        await db
          .select()
          .from(auditEvents)
          .where(eq(auditEvents.event, 'invite_code.redeemed'))
          .orderBy(auditEvents.id),
      ).toHaveLength(1);
    }));

  test.each([
    ['unknown', { codeDigest: Buffer.from('another') }],
    ['inactive', { isActive: false }],
    ['expired', { expiresAt: new Date(Date.now() - 3_600_000) }],
    ['used up', { used: 5 }],
  ])('that is %s is refused in the same words, for new and known addresses alike', (_state, given) =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await seedCode(db, world, given);
      const count = await countUsers(db);
      const refusal = await refusalOf(register(contextFor(db), { ...newcomer, inviteCode: 'ACME-2026' }));
      expect(refusal).toMatchObject({
        code: 'invalid',
        fieldErrors: { inviteCode: [expect.stringMatching(/cannot be used/)] },
      });
      const known = { ...newcomer, email: world.dora.email, inviteCode: 'ACME-2026' };
      expect(await refusalOf(register(contextFor(db), known))).toEqual(refusal);
      expect(await countUsers(db)).toBe(count);
    }),
  );

  test('of a suspended organization opens nothing [Z-10]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await seedCode(db, world);
      await db.update(organizations).set({ status: 'suspended' }).where(eq(organizations.id, world.acme.id));
      const invited = { ...newcomer, inviteCode: 'ACME-2026' };
      expect(await refusalOf(register(contextFor(db), invited))).toMatchObject({ code: 'invalid' });
    }));

  test('loses no slot to an address that is known already [R-02]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await seedCode(db, world);
      await register(contextFor(db), { ...newcomer, email: world.dora.email, inviteCode: 'ACME-2026' });
      expect(await db.select().from(inviteCodes)).toMatchObject([{ used: 0 }]);
    }));

  test('gets its slot back when registering fails after taking it [R-02]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await seedCode(db, world);
      const failing = contextFor(db, undefined, { fault: () => Promise.reject(new Error('fault point')) });
      await expect(register(failing, { ...newcomer, inviteCode: 'ACME-2026' })).rejects.toThrow('fault point');
      expect(await db.select().from(inviteCodes)).toMatchObject([{ used: 0 }]);
      expect(await accountOf(db, newcomer.email)).toBeUndefined();
    }));

  // Move `used < quota` out of the UPDATE into a SELECT before it, and drop the CHECK, to see this fail.
  test('lets in exactly its quota, however many register at once [R-01]', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      await seedCode(db, world);
      const before = await countUsers(db);
      const crowd = Array.from({ length: 40 }, (_, at) =>
        register(contextFor(db), { ...newcomer, email: `guest${at}@newcomer.test`, inviteCode: 'ACME-2026' }),
      );

      const outcomes = await Promise.allSettled(crowd);

      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
      for (const outcome of outcomes) {
        if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'invalid' });
      }
      expect((await countUsers(db)) - before).toBe(5);
      expect(await db.select().from(inviteCodes)).toMatchObject([{ used: 5 }]);
      expect(await db.$count(inviteCodeRedemptions)).toBe(5);
    }));
});
