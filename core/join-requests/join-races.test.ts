import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { joinRequests, mails, organizationDomains, organizations, settings, teamMembers, users } from '@/db/schema';
import { contextFor, unboxed } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { seedDeveloper, seedWorld, type World } from '@/test/world';
import type { DeveloperActor } from '../identity/actor';
import { approveOrganization } from '../organizations/approve-organization';
import { requestOrganization } from '../organizations/request-organization';
import { acceptJoinRequest } from './accept-join-request';
import { declineJoinRequest } from './decline-join-request';
import { submitJoinRequest } from './submit-join-request';
import { withdrawJoinRequest } from './withdraw-join-request';

const ROUNDS = 5;

async function seedDomain(db: Database, { acme, dora }: World): Promise<void> {
  await db.insert(organizationDomains).values({ domain: dora.email.split('@')[1] ?? '', organizationId: acme.id });
}
/** A newcomer with a request that waits. */
async function asking(db: Database, world: World, name: string) {
  const person = await seedDeveloper(db, name, { ...world.defaultOrganization }, 'team_member');
  const request = await submitJoinRequest(contextFor(db, person), { organizationId: world.acme.id });
  return { person, request };
}
async function organizationOf(db: Database, person: DeveloperActor): Promise<string | null> {
  const [row] = await db.select({ id: users.organizationId }).from(users).where(eq(users.id, person.userId));
  return row?.id ?? null;
}
const statusOf = async (db: Database, id: string) =>
  (await db.select({ status: joinRequests.status }).from(joinRequests).where(eq(joinRequests.id, id))).at(0)?.status;

describe('a request to join', () => {
  test('is accepted once, however many accept it', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      await seedDomain(db, world);
      const { person, request } = await asking(db, world, 'Nia');
      const crowd = Array.from({ length: 8 }, () => outcome(acceptJoinRequest(contextFor(db, world.ada), request)));
      expect((await Promise.all(crowd)).sort()).toEqual([...Array(7).fill('conflict'), 'ok']);
      expect(await db.$count(mails, eq(mails.message, 'join-request-accepted'))).toBe(1);
      expect(await db.$count(teamMembers, eq(teamMembers.userId, person.userId))).toBe(1);
    }));

  // Leave out the check of `pending` after the lock to see two of them.
  test('is accepted, declined or withdrawn, never two of them', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      await seedDomain(db, world);
      for (let round = 0; round < ROUNDS; round += 1) {
        const { person, request } = await asking(db, world, `Nia${round}`);
        const outcomes = await Promise.all([
          outcome(withdrawJoinRequest(contextFor(db, person), request)),
          outcome(acceptJoinRequest(contextFor(db, world.ada), request)),
          outcome(declineJoinRequest(contextFor(db, world.ada), request)),
        ]);
        expect(outcomes.filter((one) => one === 'ok')).toHaveLength(1);
        const isIn = (await organizationOf(db, person)) === world.acme.id;
        expect(isIn).toBe((await statusOf(db, request.joinRequestId)) === 'accepted');
      }
    }));

  // Leave out lockWithDefault in lockJoinRequest, or withdrawOwnPleas, to see somebody with two wishes come true.
  test('and founding an organization at the same moment end in one of the two', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      await seedDomain(db, world);
      await db.update(settings).set({ organizationsMayRegister: true, autoApproveOrganizations: true });
      for (let round = 0; round < ROUNDS; round += 1) {
        const { person, request } = await asking(db, world, `Nia${round}`);
        const wish = { name: `Nia Works ${round}`, purpose: 'To sell things.' };
        const outcomes = await Promise.all([
          outcome(requestOrganization(contextFor(db, person), wish)),
          outcome(acceptJoinRequest(contextFor(db, world.ada), request)),
        ]);
        expect(outcomes.filter((one) => one === 'ok')).toHaveLength(1);
        expect(outcomes).not.toContain('fault');
        const isIn = (await organizationOf(db, person)) === world.acme.id;
        expect(await statusOf(db, request.joinRequestId)).toBe(isIn ? 'accepted' : 'withdrawn');
      }
    }));

  test('and the approval of an organization that the same person asked for end in one of the two', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      await seedDomain(db, world);
      await db.update(settings).set({ organizationsMayRegister: true, autoApproveOrganizations: false });
      for (let round = 0; round < ROUNDS; round += 1) {
        const { person, request } = await asking(db, world, `Nia${round}`);
        const wish = { name: `Nia Works ${round}`, purpose: 'To sell things.' };
        const { organizationId } = await requestOrganization(contextFor(db, person), wish);
        const outcomes = await Promise.all([
          outcome(approveOrganization(contextFor(db, world.priya), { organizationId })),
          outcome(acceptJoinRequest(contextFor(db, world.ada), request)),
        ]);
        expect(outcomes.toSorted()).toEqual(['conflict', 'ok']);
        const [founded] = await db.select().from(organizations).where(eq(organizations.id, organizationId));
        const isIn = (await organizationOf(db, person)) === world.acme.id;
        expect(founded?.status).toBe(isIn ? 'rejected' : 'active');
      }
    }));
});
