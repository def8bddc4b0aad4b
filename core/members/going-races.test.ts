import { randomUUID } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { accessRequests, apps, credentials, sessions, teamMembers, users } from '@/db/schema';
import { contextFor, unboxed } from '@/test/harness';
import { seedKey, unownedApps } from '@/test/leaving';
import { outcome } from '@/test/outcome';
import { seedDeveloper, seedSession, seedWorld, type World } from '@/test/world';
import { approveAccessRequest } from '../access-requests/approve';
import { transferApp } from '../apps/transfer-app';
import { addToCart } from '../cart/add';
import { submitCartGroup } from '../cart/submit';
import { claimCredential } from '../credentials/claim-credential';
import { revealCredential } from '../credentials/reveal-credential';
import { enter } from '../identity/enter';
import { changeMember } from './change-member';
import { deactivateDeveloper } from './deactivate-developer';
import { deleteOwnAccount } from './delete-own-account';
import { deleteUser } from './delete-user';
import { leaveOrganization } from './leave-organization';
import { moveDeveloper } from './move-developer';
import { removeMember } from './remove-member';

/** Several tries, because which of two comes first is chance. */
const ROUNDS = 6;

/** Nobody is in teams of an organization that is not theirs, and everybody who exists is in one. */
async function misplaced(db: Database): Promise<string[]> {
  const people = await db
    .select({ id: users.id, name: users.firstName, at: users.organizationId, status: users.status })
    .from(users)
    .where(and(eq(users.kind, 'developer'), isNull(users.deletedAt)));
  const memberships = await db.select().from(teamMembers);
  return people
    .filter(({ id, at }) => {
      const own = memberships.filter(({ userId }) => userId === id);
      return own.length === 0 || own.some(({ organizationId }) => organizationId !== at);
    })
    .map(({ name }) => name);
}

async function superAdmins(db: Database, organizationId: string): Promise<number> {
  const isActive = and(eq(users.organizationId, organizationId), eq(users.status, 'active'), isNull(users.deletedAt));
  return db.$count(users, and(isActive, eq(users.organizationRole, 'super_admin')));
}

async function allIsOwned(db: Database): Promise<void> {
  expect(await unownedApps(db)).toEqual([]);
  expect(await misplaced(db)).toEqual([]);
  const strays = await db
    .select({ id: credentials.id })
    .from(credentials)
    .innerJoin(apps, eq(apps.id, credentials.appId))
    .where(
      and(
        eq(credentials.status, 'active'),
        eq(apps.organizationId, credentials.organizationId),
        isNull(apps.deletedAt),
      ),
    );
  expect(strays).toHaveLength(await db.$count(credentials, eq(credentials.status, 'active')));
}

async function newcomer(db: Database, world: World, role: 'super_admin' | 'team_member', round: number) {
  const person = await seedDeveloper(db, `Nora${round}`, world.acme, role);
  await seedSession(db, person);
  return person;
}

// Take both locks out of lockMember (organizations, person) and it fails; with one of them left it only waits longer.
test('moved, removed, leaving, deactivated and deleted at once: they end in one place and their apps with somebody [R-16]', () =>
  unboxed(async (db) => {
    const world = await seedWorld(db);
    const { ada, alan, priya, evil } = world;
    for (let round = 0; round < ROUNDS; round += 1) {
      const nora = await newcomer(db, world, 'team_member', round);
      const { userId } = nora;
      await seedKey(db, world, { by: nora, app: `App ${round}` });
      const outcomes = await Promise.all([
        outcome(removeMember(contextFor(db, ada), { userId, apps: [] })),
        outcome(leaveOrganization(contextFor(db, nora), {})),
        outcome(
          moveDeveloper(contextFor(db, alan), {
            userId,
            organizationId: evil.id,
            role: 'team_member',
            teamIds: [],
            apps: 'take_along',
          }),
        ),
        outcome(deactivateDeveloper(contextFor(db, priya), { userId })),
        outcome(deleteUser(contextFor(db, priya), { userId, apps: round % 2 ? 'end' : 'hand_over' })),
      ]);
      expect(outcomes).not.toContain('fault');
      await allIsOwned(db);
    }
  }));

const ways = {
  'both leave': [
    (db: Database, _world: World, one: Person) => leaveOrganization(contextFor(db, one), {}),
    (db: Database, _world: World, _one: Person, other: Person) => leaveOrganization(contextFor(db, other), {}),
  ],
  'they remove each other': [
    (db: Database, _world: World, one: Person, other: Person) =>
      removeMember(contextFor(db, one), { userId: other.userId, apps: [] }),
    (db: Database, _world: World, one: Person, other: Person) =>
      removeMember(contextFor(db, other), { userId: one.userId, apps: [] }),
  ],
  'one leaves while the other is moved': [
    (db: Database, _world: World, one: Person) => leaveOrganization(contextFor(db, one), {}),
    (db: Database, { alan, evil }: World, _one: Person, other: Person) =>
      moveDeveloper(contextFor(db, alan), {
        userId: other.userId,
        organizationId: evil.id,
        role: 'team_member',
        teamIds: [],
        apps: 'leave',
      }),
  ],
  'one leaves while the other is demoted': [
    (db: Database, _world: World, one: Person) => leaveOrganization(contextFor(db, one), {}),
    (db: Database, { alan }: World, _one: Person, other: Person) =>
      changeMember(contextFor(db, alan), { ...other, role: 'team_member', teamIds: [] }),
  ],
  'one deletes the account while the other is deactivated': [
    (db: Database, _world: World, one: Person) => deleteOwnAccount(contextFor(db, one), { typed: 'DELETE' }),
    (db: Database, { alan }: World, _one: Person, other: Person) =>
      deactivateDeveloper(contextFor(db, alan), { userId: other.userId }),
  ],
} as const;
type Person = Awaited<ReturnType<typeof seedDeveloper>>;

// Leave refuseLastSuperAdmin out of one of the verbs to see it fail.
test.each(Object.entries(ways))('of two super admins one stays: %s [R-05]', (_way, [first, second]) =>
  unboxed(async (db) => {
    const world = await seedWorld(db);
    const organization = { ...world.evil };
    for (let round = 0; round < 3; round += 1) {
      await db.update(users).set({ organizationRole: 'team_member' }).where(eq(users.organizationId, organization.id));
      const one = await seedDeveloper(db, `One${round}`, organization, 'super_admin');
      const other = await seedDeveloper(db, `Other${round}`, organization, 'super_admin');
      for (const person of [one, other]) await seedSession(db, person);
      // Somebody may be moved from elsewhere into Evil Works: into Acme then, not out of it.
      const there = { ...world, evil: world.acme };
      const outcomes = await Promise.all([
        outcome(first(db, there, one, other)),
        outcome(second(db, there, one, other)),
      ]);
      expect(outcomes).not.toContain('fault');
      expect(outcomes.filter((what) => what === 'ok')).toHaveLength(1);
      expect(await superAdmins(db, organization.id)).toBe(1);
    }
  }),
);

test('removed while they submit a request: it has an owner in the organization, or was never made', () =>
  unboxed(async (db) => {
    const world = await seedWorld(db);
    const { ada } = world;
    for (let round = 0; round < ROUNDS; round += 1) {
      const nora = await newcomer(db, world, 'team_member', round);
      const ctx = contextFor(db, nora);
      await addToCart(ctx, { catalogSlug: 'public', productSlug: 'payments' });
      const [submitted] = await Promise.all([
        outcome(
          submitCartGroup(ctx, {
            catalogId: world.publicCatalog.id,
            planId: world.standard.id,
            app: { kind: 'new', name: `Quick ${round}` },
            answers: {},
            submissionKey: randomUUID(),
          }),
        ),
        removeMember(contextFor(db, ada), { userId: nora.userId, apps: [] }),
      ]);
      expect(['ok', 'forbidden']).toContain(submitted);
      expect(await db.$count(accessRequests, eq(accessRequests.requestedBy, nora.userId))).toBe(0);
      await allIsOwned(db);
    }
  }));

// Leave `holdMember` out of lockCredential, and somebody who is gone gets a key.
test('who was removed a moment ago gets no key from a page that was open before [I-06] [I-08] [R-10]', () =>
  unboxed(async (db) => {
    const world = await seedWorld(db);
    const { ada, tom, ledger, priya } = world;
    await seedSession(db, tom);
    const shown = await seedKey(db, world, { by: ada, app: ledger });
    const { requestId } = await (async () => {
      const ctx = contextFor(db, ada);
      await addToCart(ctx, { catalogSlug: 'public', productSlug: 'weather' });
      return submitCartGroup(ctx, {
        catalogId: world.publicCatalog.id,
        planId: world.standard.id,
        app: { kind: 'existing', appId: ledger.id },
        answers: {},
        submissionKey: randomUUID(),
      });
    })();
    await approveAccessRequest(contextFor(db, priya), { requestId });
    const [waiting] = await db.select().from(credentials).where(eq(credentials.accessRequestId, requestId));
    await removeMember(contextFor(db, ada), { userId: tom.userId, apps: [] });
    // His proof is as fresh as can be: it is not that which stops him.
    await db.update(sessions).set({ endedAt: null }).where(eq(sessions.userId, tom.userId));
    const stale = contextFor(db, tom);
    expect(await outcome(claimCredential(stale, { credentialId: waiting?.id ?? '' }))).toBe('not_found');
    expect(await outcome(revealCredential(stale, { credentialId: shown.credentialId }))).toBe('not_found');
  }));

test('an app is transferred to somebody who leaves at that moment: it stays with somebody of the organization', () =>
  unboxed(async (db) => {
    const world = await seedWorld(db);
    const { ada, ledger } = world;
    for (let round = 0; round < ROUNDS; round += 1) {
      const nora = await newcomer(db, world, 'team_member', round);
      const outcomes = await Promise.all([
        outcome(transferApp(contextFor(db, ada), { appId: ledger.id, toUserId: nora.userId })),
        outcome(leaveOrganization(contextFor(db, nora), {})),
      ]);
      expect(outcomes[1]).toBe('ok');
      await allIsOwned(db);
    }
  }));

test('deleted while they log in: no session of theirs is worth anything', () =>
  unboxed(async (db) => {
    const world = await seedWorld(db);
    for (let round = 0; round < ROUNDS; round += 1) {
      const nora = await newcomer(db, world, 'team_member', round);
      const { userId } = nora;
      await db.update(users).set({ passwordHash: 'a hash' }).where(eq(users.id, userId));
      const [entered, deleted] = await Promise.all([
        outcome(enter(contextFor(db), { userId, userAgent: '', passwordHash: 'a hash' })),
        outcome(deleteUser(contextFor(db, world.alan), { userId, apps: 'end' })),
      ]);
      expect(['ok', 'unauthenticated']).toContain(entered);
      expect(deleted).toBe('ok');
      expect(await db.$count(sessions, and(eq(sessions.userId, userId), isNull(sessions.endedAt)))).toBe(0);
    }
  }));
