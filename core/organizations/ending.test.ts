import { and, eq, ne } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { newId } from '@/db/ids';
import {
  accessRequests,
  apps,
  catalogOrganizations,
  catalogTeams,
  credentials,
  invitations,
  inviteCodes,
  joinRequests,
  mails,
  organizationContacts,
  organizationDomains,
  organizations,
  sessions,
  teamMembers,
  teams,
  users,
} from '@/db/schema';
import { contextFor, inSandbox, unboxed } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { callWith } from '@/test/provisioning';
import { provisioningStage } from '@/test/provisioning-stage';
import { seedRequest } from '@/test/requests';
import { seedApp, seedDeveloper, seedWorld, type World } from '@/test/world';
import { placeUser } from '../members/place-user';
import { mutate } from '../mutate';
import { addOrganizationDomain } from './add-organization-domain';
import { createOrganization } from './create-organization';
import { deleteOrganization } from './delete-organization';
import { lockWithDefault } from './lock-with-default';

const onStage = provisioningStage();
const end = (
  db: Database,
  { alan, acme }: World,
  choice: Partial<Pick<Parameters<typeof deleteOrganization>[1], 'apps' | 'members'>> = {},
) =>
  deleteOrganization(contextFor(db, alan), {
    organizationId: acme.id,
    apps: 'end_keys',
    members: 'default',
    ...choice,
  });
const placeOf = async (db: Database, { userId }: { userId: string }) =>
  (
    await db
      .select({ organizationId: users.organizationId, role: users.organizationRole, status: users.status })
      .from(users)
      .where(eq(users.id, userId))
  ).at(0);

describe('deleting an organization', () => {
  test('sends its people home with nothing, ends their sessions, and tells them and its contacts', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { acme, ada, tom, ivan, defaultOrganization } = world;
      const sessionId = newId();
      await db
        .insert(sessions)
        .values({ id: sessionId, userId: tom.userId, expiresAt: new Date(Date.now() + 86_400_000) });
      await db
        .insert(organizationContacts)
        .values({ organizationId: acme.id, kind: 'billing', name: 'Bills', email: 'bills@acme.test' });
      await end(db, world);
      for (const member of [ada, tom]) {
        const home = { organizationId: defaultOrganization.id, role: 'team_member', status: 'active' };
        expect(await placeOf(db, member)).toEqual(home);
      }
      expect(await placeOf(db, ivan)).toMatchObject({ organizationId: defaultOrganization.id, status: 'inactive' });
      expect(await db.$count(teamMembers, eq(teamMembers.organizationId, acme.id))).toBe(0);
      expect((await db.select().from(sessions).where(eq(sessions.id, sessionId))).at(0)?.endedAt).not.toBeNull();
      const told = await db.select().from(mails).where(eq(mails.message, 'organization-closed'));
      expect(told.map(({ toUserId, toAddress }) => toUserId ?? toAddress)).toEqual([
        ...[ada.userId, tom.userId].sort(),
        'bills@acme.test',
      ]);
    }));

  test('ends its apps, its keys and what it asked for [I-09]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const waiting = await seedRequest(db, world);
      const free = await seedRequest(db, world, { app: 'Another', plan: world.free });
      await end(db, world);
      expect(await db.$count(apps, and(eq(apps.organizationId, world.acme.id), ne(apps.name, '')))).toBe(3);
      for (const app of await db.select().from(apps).where(eq(apps.organizationId, world.acme.id))) {
        expect(app.deletedAt).not.toBeNull();
      }
      const statusOf = async (id: string) =>
        (await db.select().from(accessRequests).where(eq(accessRequests.id, id))).at(0)?.status;
      expect([await statusOf(waiting.requestId), await statusOf(free.requestId)]).toEqual(['cancelled', 'withdrawn']);
      const keys = await db.select().from(credentials).where(eq(credentials.organizationId, world.acme.id));
      expect(keys.map(({ status }) => status)).toEqual(['revoking']);
    }));

  test('lets apps follow their owners, as personal ones, with their keys; what nobody active owns ends', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { ada, ivan, backend, defaultOrganization } = world;
      const teamApp = await seedApp(db, ada, 'Of the team', 'team', backend.id);
      const left = await seedApp(db, ivan, 'Of somebody inactive', 'organization');
      const { requestId } = await seedRequest(db, world, { plan: world.free });
      await end(db, world, { apps: 'follow_owners' });
      for (const id of [world.ledger.id, teamApp.id]) {
        const [app] = await db.select().from(apps).where(eq(apps.id, id));
        const home = { organizationId: defaultOrganization.id, visibility: 'personal', teamId: null, deletedAt: null };
        expect(app).toMatchObject(home);
      }
      const [ended] = await db.select().from(apps).where(eq(apps.id, left.id));
      expect(ended).toMatchObject({ organizationId: world.acme.id, deletedAt: expect.any(Date) });
      const [key] = await db.select().from(credentials).where(eq(credentials.accessRequestId, requestId));
      expect(key).toMatchObject({ organizationId: defaultOrganization.id, status: 'awaiting_claim' });
    }));

  test('can shut its people out, but then nothing follows them', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const both = { apps: 'follow_owners', members: 'deactivate' } as const;
      expect(await outcome(end(db, world, both))).toBe('invalid');
      await end(db, world, { members: 'deactivate' });
      expect(await placeOf(db, world.ada)).toMatchObject({ status: 'inactive' });
      expect(await db.$count(mails, eq(mails.message, 'organization-closed'))).toBe(0);
      expect(await db.$count(mails, eq(mails.message, 'account-deactivated'))).toBe(2);
    }));

  test('closes every door: invitations, codes, requests to join, domains, catalogs; and gives the name back', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await seedDoors(db, world);
      await end(db, world);
      const of = world.acme.id;
      expect(await db.$count(invitations, eq(invitations.status, 'pending'))).toBe(0);
      expect(await db.$count(inviteCodes, eq(inviteCodes.isActive, true))).toBe(0);
      expect(await db.$count(joinRequests, eq(joinRequests.status, 'pending'))).toBe(0);
      expect(await db.$count(organizationDomains, eq(organizationDomains.organizationId, of))).toBe(0);
      expect(await db.$count(catalogOrganizations, eq(catalogOrganizations.organizationId, of))).toBe(0);
      expect(await db.$count(catalogTeams, eq(catalogTeams.teamId, world.backend.id))).toBe(0);
      expect(await outcome(createOrganization(contextFor(db, world.alan), { name: 'Acme' }))).toBe('ok');
    }));

  test('is done once, and never to the default organization or one that waits', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const choice = { apps: 'end_keys', members: 'default' } as const;
      const ctx = contextFor(db, world.alan);
      for (const { id } of [world.defaultOrganization, world.waiting]) {
        expect(await outcome(deleteOrganization(ctx, { organizationId: id, ...choice }))).toBe('conflict');
      }
      await end(db, world);
      expect(await outcome(end(db, world))).toBe('conflict');
    }));

  test('pursues its keys until their end is proven, also when the gateway is down at that moment [K-16]', () =>
    onStage(async (stage) => {
      const { key, credentialId } = await stage.activeKey();
      stage.gateway.switches.set({ down: 'cut' });
      await end(stage.db, stage.world);
      expect(await stage.row(credentialId)).toMatchObject({ status: 'revoking' });
      stage.gateway.switches.reset();
      await stage.hurry();
      await stage.settle();
      expect(await stage.row(credentialId)).toMatchObject({ status: 'revoked' });
      expect(await callWith(stage.gateway, key)).not.toBe(200);
    }));

  // Delete `.for('update')` in lock-with-default.ts and somebody is left in a closed organization.
  test('while somebody joins: nobody is ever left in a closed organization', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      const { acme, defaultOrganization, alan } = world;
      const people = [];
      for (let at = 0; at < 8; at += 1) {
        people.push(await seedDeveloper(db, `Joiner${at}`, { ...defaultOrganization, name: 'Default' }, 'team_member'));
      }
      const join = (userId: string) =>
        mutate(contextFor(db, alan), async (unit) => {
          const { organization } = await lockWithDefault(unit, acme.id);
          if (organization.status !== 'active') return unit.audit('member.left', { kind: 'user', id: userId });
          await placeUser(unit, { userId, organizationId: acme.id, role: 'team_member', teamIds: [] });
          await unit.audit('member.joined', { kind: 'user', id: userId });
        });
      await Promise.all([...people.map(({ userId }) => join(userId)), end(db, world)]);
      const [closed] = await db.select().from(organizations).where(eq(organizations.id, acme.id));
      expect(closed?.status).toBe('closed');
      expect(await db.$count(users, eq(users.organizationId, acme.id))).toBe(0);
    }));
});

async function seedDoors(db: Database, { acme, dan, alan, backend }: World): Promise<void> {
  const expiresAt = new Date(Date.now() + 86_400_000);
  const person = { email: 'new@acme.test', firstName: 'New', lastName: 'Person', role: 'team_member' as const };
  await db.insert(invitations).values({ organizationId: acme.id, ...person, expiresAt });
  await db.insert(joinRequests).values({ organizationId: acme.id, userId: dan.userId });
  await addOrganizationDomain(contextFor(db, alan), { organizationId: acme.id, domain: 'acme.com' });
  await db.insert(inviteCodes).values({
    ...{ codeDigest: Buffer.from('digest'), codeSealed: Buffer.from('sealed'), quota: 5 },
    ...{ organizationId: acme.id, teamId: backend.id },
  });
  expect(await db.$count(teams, eq(teams.organizationId, acme.id))).toBe(2);
}
