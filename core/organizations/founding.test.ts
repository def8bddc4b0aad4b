import { and, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { DeveloperActor } from '@/core/identity/actor';
import { moveDeveloper } from '@/core/members/move-developer';
import type { Database } from '@/db/client';
import {
  apps,
  auditEvents,
  mails,
  notifications,
  organizations,
  settings,
  teamMembers,
  teams,
  users,
} from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { refusalOf } from '@/test/refusal-of';
import { seedApp, seedWorld, type World } from '@/test/world';
import { approveOrganization } from './approve-organization';
import { getOrganizationRequest } from './get-organization-request';
import { rejectOrganization } from './reject-organization';
import { requestOrganization } from './request-organization';
import { withdrawOrganizationRequest } from './withdraw-organization-request';

const allow = (db: Database, automatic = false) =>
  db.update(settings).set({ organizationsMayRegister: true, autoApproveOrganizations: automatic });
const wish = { name: 'Orchard Robotics', purpose: 'Picking robots' };
const placeOf = async (db: Database, { userId }: { userId: string }) =>
  (
    await db
      .select({ organizationId: users.organizationId, role: users.organizationRole })
      .from(users)
      .where(eq(users.id, userId))
  ).at(0);
const orderedTo = async (db: Database, message: string) =>
  (await db.select({ to: mails.toUserId }).from(mails).where(eq(mails.message, message))).map(({ to }) => to);

/** Dan has asked. */
async function asked(db: Database, { dan }: World): Promise<{ organizationId: string }> {
  await allow(db);
  return requestOrganization(contextFor(db, dan), wish);
}

describe('asking for an organization', () => {
  test('waits: the developer stays where they are, and every admin who decides is told where to', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { dan, priya, alan, arun, defaultOrganization } = world;
      const made = await asked(db, world);
      expect(made).toMatchObject({ status: 'pending' });
      expect(await placeOf(db, dan)).toEqual({ organizationId: defaultOrganization.id, role: 'team_member' });
      expect(await db.$count(users, eq(users.organizationId, made.organizationId))).toBe(0);
      const deciders = [priya, alan, arun].map(({ userId }) => userId);
      expect((await orderedTo(db, 'organization-to-decide')).sort()).toEqual(deciders.sort());
      const [note] = await db.select().from(notifications).where(eq(notifications.userId, priya.userId));
      expect(note?.href).toBe(`/admin/organizations/${made.organizationId}`);
      expect(await getOrganizationRequest(contextFor(db, dan))).toMatchObject({
        request: { id: made.organizationId, status: 'pending', name: wish.name },
      });
    }));

  test('with auto-approval makes it at once: the developer runs it and has their apps there [I-11]', () =>
    inSandbox(async (db) => {
      const { dan } = await seedWorld(db);
      const app = await seedApp(db, dan, 'Harbour lights', 'personal');
      await allow(db, true);
      const { organizationId, status } = await requestOrganization(contextFor(db, dan), wish);
      expect(status).toBe('active');
      await expectFounded(db, dan, organizationId, app.id);
      expect(await orderedTo(db, 'organization-to-decide')).toEqual([]);
    }));

  test('is refused while it is switched off, also with auto-approval on [Z-10]', () =>
    inSandbox(async (db) => {
      const { dan } = await seedWorld(db);
      await db.update(settings).set({ organizationsMayRegister: false, autoApproveOrganizations: true });
      expect(await outcome(requestOrganization(contextFor(db, dan), wish))).toBe('forbidden');
      expect(await db.$count(organizations, eq(organizations.name, wish.name))).toBe(0);
    }));

  test.each(['Acme', 'ac me!', 'ＡＣＭＥ', 'Асmе'])(
    'is refused for %s, which is there or looks like it [I-10]',
    (name) =>
      inSandbox(async (db) => {
        const { dan } = await seedWorld(db);
        await allow(db);
        const refusal = await refusalOf(requestOrganization(contextFor(db, dan), { ...wish, name }));
        expect(refusal).toMatchObject({ code: 'invalid', fieldErrors: { name: [expect.stringContaining('already')] } });
      }),
  );

  test('one at a time: the second is told that the first waits', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await asked(db, world);
      const ctx = contextFor(db, world.dan);
      expect(await outcome(requestOrganization(ctx, { ...wish, name: 'Another' }))).toBe('conflict');
    }));

  test('does not end in a mail to every admin each time: the eleventh of a day is refused', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await allow(db);
      const ctx = contextFor(db, world.dan);
      for (let time = 0; time < 10; time += 1) {
        const { organizationId } = await requestOrganization(ctx, wish);
        await withdrawOrganizationRequest(ctx, { organizationId });
      }
      expect(await outcome(requestOrganization(ctx, wish))).toBe('too_many');
    }));

  test('can be taken back: the name is free, and nobody can decide about it any more', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const made = await asked(db, world);
      expect(await outcome(withdrawOrganizationRequest(contextFor(db, world.dora), made))).toBe('not_found');
      await withdrawOrganizationRequest(contextFor(db, world.dan), made);
      expect(await outcome(withdrawOrganizationRequest(contextFor(db, world.dan), made))).toBe('conflict');
      expect(await outcome(approveOrganization(contextFor(db, world.arun), made))).toBe('conflict');
      expect(await outcome(requestOrganization(contextFor(db, world.dora), wish))).toBe('ok');
    }));
});

describe('approving', () => {
  test('makes whoever asked super admin with their apps, and tells them', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const app = await seedApp(db, world.dan, 'Harbour lights', 'personal');
      const made = await asked(db, world);
      await approveOrganization(contextFor(db, world.arun), made);
      await expectFounded(db, world.dan, made.organizationId, app.id);
      expect(await orderedTo(db, 'organization-approved')).toEqual([world.dan.userId]);
      expect(await outcome(approveOrganization(contextFor(db, world.arun), made))).toBe('conflict');
    }));

  test.each([
    ['was deactivated', { status: 'inactive' as const }, /not active/],
    ['has no account any more', { status: 'inactive' as const, deletedAt: new Date() }, /no account/],
  ])('is refused when whoever asked %s, and says so', (_what, change, words) =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const made = await asked(db, world);
      await db.update(users).set(change).where(eq(users.id, world.dan.userId));
      const refusal = await refusalOf(approveOrganization(contextFor(db, world.arun), made));
      expect(refusal).toMatchObject({ code: 'conflict', message: expect.stringMatching(words) });
      expect(await outcome(rejectOrganization(contextFor(db, world.arun), { ...made, reason: 'Gone.' }))).toBe('ok');
    }),
  );

  test('is refused when whoever asked is at home in another organization by now', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const made = await asked(db, world);
      await db.delete(teamMembers).where(eq(teamMembers.userId, world.dan.userId));
      await db.update(users).set({ organizationId: world.acme.id }).where(eq(users.id, world.dan.userId));
      const refusal = await refusalOf(approveOrganization(contextFor(db, world.arun), made));
      expect(refusal).toMatchObject({ code: 'conflict', message: expect.stringContaining('Acme') });
    }));
});

describe('rejecting', () => {
  test('needs a reason, tells it, and leaves the way open to try again with the same name', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const made = await asked(db, world);
      const ctx = contextFor(db, world.alan);
      expect(await outcome(rejectOrganization(ctx, { ...made, reason: '  ' }))).toBe('invalid');
      await rejectOrganization(ctx, { ...made, reason: 'Tell us who you are.' });
      expect(await orderedTo(db, 'organization-rejected')).toEqual([world.dan.userId]);
      expect(await placeOf(db, world.dan)).toMatchObject({ organizationId: world.defaultOrganization.id });
      const dan = contextFor(db, world.dan);
      expect(await getOrganizationRequest(dan)).toMatchObject({
        request: { status: 'rejected', reason: 'Tell us who you are.' },
      });
      expect(await requestOrganization(dan, wish)).toMatchObject({ status: 'pending' });
      expect(await getOrganizationRequest(dan)).toMatchObject({ request: { status: 'pending' } });
    }));
});

describe('a request of somebody who goes elsewhere', () => {
  test('ends with that, and is not shown to them as an answer', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const made = await asked(db, world);
      const move = { organizationId: world.acme.id, role: 'team_member', teamIds: [], apps: 'take_along' } as const;
      await moveDeveloper(contextFor(db, world.alan), { userId: world.dan.userId, ...move });
      expect(await outcome(approveOrganization(contextFor(db, world.arun), made))).toBe('conflict');
      const back = { ...move, organizationId: world.defaultOrganization.id };
      await moveDeveloper(contextFor(db, world.alan), { userId: world.dan.userId, ...back });
      expect(await getOrganizationRequest(contextFor(db, world.dan))).toMatchObject({ request: null });
    }));
});

async function expectFounded(db: Database, founder: DeveloperActor, organizationId: string, appId: string) {
  expect(await placeOf(db, founder)).toEqual({ organizationId, role: 'super_admin' });
  const seats = await db
    .select({ isDefault: teams.isDefault, organizationId: teams.organizationId })
    .from(teamMembers)
    .innerJoin(teams, eq(teams.id, teamMembers.teamId))
    .where(eq(teamMembers.userId, founder.userId));
  expect(seats).toEqual([{ isDefault: true, organizationId }]);
  const [app] = await db.select().from(apps).where(eq(apps.id, appId));
  expect(app).toMatchObject({ organizationId, visibility: 'organization', ownerId: founder.userId });
  const isIts = and(eq(auditEvents.subjectId, organizationId), eq(auditEvents.event, 'organization.approved'));
  expect(await db.$count(auditEvents, isIts)).toBe(1);
}
