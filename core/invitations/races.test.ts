import { and, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { invitations, mails, teamMembers, users } from '@/db/schema';
import { CROWD, crowd } from '@/test/crowd';
import { contextFor, unboxed } from '@/test/harness';
import { invite, linkOf, newcomerFields } from '@/test/invitations';
import { outcome } from '@/test/outcome';
import { seedWorld, type World } from '@/test/world';
import { register } from '../identity/register';
import { deleteOrganization } from '../organizations/delete-organization';
import { suspendOrganization } from '../organizations/suspend-organization';
import { acceptAsNewcomer } from './accept-as-newcomer';
import { acceptInvitation } from './accept-invitation';
import { withdrawInvitation } from './withdraw-invitation';

const NINA = 'nina@newcomer.test';
const codesOf = (refused: unknown[]) => [
  ...new Set(refused.map((error) => (error as { code?: string }).code ?? String(error))),
];
const usersOf = (db: Database, email: string) => db.select().from(users).where(eq(users.email, email));

async function invited(db: Database, world: World, wish: Parameters<typeof invite>[2] = {}) {
  const { invitationId } = await invite(db, world, wish);
  return { invitationId, ...(await linkOf(db, invitationId)) };
}

describe('at the same moment', () => {
  // Three nets: the token is spent once, the invitation is answered once, the address is unique. All three must go to
  // fail.
  test('a link that many open and accept makes one account and one member [R-07]', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      const { token } = await invited(db, world);
      // Hashing sixteen passwords takes two cores a while; half a crowd meets as well.
      const { won, refused } = await crowd(
        () => acceptAsNewcomer(contextFor(db), { ...newcomerFields, token }),
        CROWD / 2,
      );
      expect(won).toHaveLength(1);
      expect(codesOf(refused)).toEqual(['conflict']);
      const accounts = await usersOf(db, NINA);
      expect(accounts).toHaveLength(1);
      expect(await db.$count(teamMembers, eq(teamMembers.userId, accounts[0]?.id ?? ''))).toBe(1);
      expect(await db.$count(mails, eq(mails.message, 'invitation-accepted'))).toBe(1);
    }));

  test('somebody who accepts many times joins once', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      const { token } = await invited(db, world, { email: world.dora.email });
      const { won, refused } = await crowd(() => acceptInvitation(contextFor(db, world.dora), { token }));
      expect(won).toHaveLength(1);
      expect(codesOf(refused)).toEqual(['conflict']);
      expect(await usersOf(db, world.dora.email)).toMatchObject([{ organizationId: world.acme.id }]);
    }));

  // Delete `lockOrganization` from inviteTeammate, and the database's unique index answers some of them with a fault.
  test('an address that is invited many times has one invitation', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      const { won, refused } = await crowd(() => invite(db, world));
      expect(codesOf(refused)).toEqual(['too_many']);
      expect(new Set(won.map(({ invitationId }) => invitationId)).size).toBe(1);
      expect(await db.$count(invitations)).toBe(1);
    }));

  test('accepted while it is withdrawn: it is one or the other', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      for (let round = 0; round < 6; round += 1) {
        const email = `nina${round}@newcomer.test`;
        const { token, invitationId } = await invited(db, world, { email });
        const [accepted, withdrawn] = await Promise.all([
          outcome(acceptAsNewcomer(contextFor(db), { ...newcomerFields, token })),
          outcome(withdrawInvitation(contextFor(db, world.ada), { invitationId })),
        ]);
        expect([accepted, withdrawn].sort()).toEqual(['conflict', 'ok']);
        const [row] = await db.select().from(invitations).where(eq(invitations.id, invitationId));
        expect(row?.status).toBe(accepted === 'ok' ? 'accepted' : 'withdrawn');
        expect(await usersOf(db, email)).toHaveLength(accepted === 'ok' ? 1 : 0);
      }
    }));

  test('accepted while the organization is suspended: whoever is refused has joined nothing', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      const { token } = await invited(db, world, { email: world.dora.email });
      const [accepted, suspended] = await Promise.all([
        outcome(acceptInvitation(contextFor(db, world.dora), { token })),
        outcome(suspendOrganization(contextFor(db, world.alan), { organizationId: world.acme.id, reason: 'Abuse.' })),
      ]);
      expect(suspended).toBe('ok');
      expect(['ok', 'conflict']).toContain(accepted);
      const home = accepted === 'ok' ? world.acme.id : world.defaultOrganization.id;
      expect(await usersOf(db, world.dora.email)).toMatchObject([{ organizationId: home }]);
    }));

  test('accepted while the organization is deleted: nobody is left in what is closed', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      const people = [world.dora, world.dan, world.penny];
      const links = [];
      for (const person of people) links.push({ person, ...(await invited(db, world, { email: person.email })) });
      const [deleted, ...accepted] = await Promise.all([
        outcome(
          deleteOrganization(contextFor(db, world.alan), {
            ...{ organizationId: world.acme.id, apps: 'end_keys', members: 'default' },
          }),
        ),
        ...links.map(({ person, token }) => outcome(acceptInvitation(contextFor(db, person), { token }))),
      ]);
      expect(deleted).toBe('ok');
      expect(accepted.every((one) => ['ok', 'conflict'].includes(one))).toBe(true);
      expect(await db.$count(users, eq(users.organizationId, world.acme.id))).toBe(0);
      expect(await db.$count(invitations, eq(invitations.status, 'pending'))).toBe(0);
    }));

  test('two organizations’ invitations accepted by one person make a member of one [R-07]', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      const eves = { acme: world.evil, ada: world.eve };
      const people: { email: string; accept(token: string): Promise<unknown> }[] = [
        { email: world.dora.email, accept: (token: string) => acceptInvitation(contextFor(db, world.dora), { token }) },
        { email: NINA, accept: (token: string) => acceptAsNewcomer(contextFor(db), { ...newcomerFields, token }) },
      ];
      for (const { email, accept } of people) {
        const links = [await invited(db, world, { email })];
        const { invitationId } = await invite(db, eves, { email });
        links.push({ invitationId, ...(await linkOf(db, invitationId)) });
        const { won, refused } = await crowd((index) => accept(links[index % 2]?.token ?? ''), 8);
        expect(won).toHaveLength(1);
        expect(codesOf(refused)).toEqual(['conflict']);
        const [person, ...more] = await usersOf(db, email);
        expect(more).toEqual([]);
        const [joined] = await db
          .select()
          .from(invitations)
          .where(and(eq(invitations.email, email), eq(invitations.status, 'accepted')));
        expect(person?.organizationId).toBe(joined?.organizationId);
        expect(await db.$count(teamMembers, eq(teamMembers.userId, person?.id ?? ''))).toBe(1);
      }
    }));

  test('the address registered while its invitation is accepted is still one account, the invited person’s', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      const { token } = await invited(db, world);
      const registration = { ...newcomerFields, email: NINA, password: 'a stranger’s long phrase', inviteCode: '' };
      const [accepted] = await Promise.all([
        outcome(acceptAsNewcomer(contextFor(db), { ...newcomerFields, token })),
        ...Array.from({ length: 4 }, () => outcome(register(contextFor(db), { ...registration, firstName: 'Eve' }))),
      ]);
      expect(accepted).toBe('ok');
      expect(await usersOf(db, NINA)).toMatchObject([
        { status: 'active', firstName: 'Nina', organizationId: world.acme.id },
      ]);
    }));
});
