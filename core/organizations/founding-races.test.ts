import { and, eq, inArray } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { deactivateDeveloper } from '@/core/members/deactivate-developer';
import type { Database } from '@/db/client';
import { auditEvents, mails, organizations, settings, teams, users } from '@/db/schema';
import { CROWD, crowd } from '@/test/crowd';
import { contextFor, unboxed } from '@/test/harness';
import { seedWorld } from '@/test/world';
import { approveOrganization } from './approve-organization';
import { createOrganization } from './create-organization';
import { rejectOrganization } from './reject-organization';
import { requestOrganization } from './request-organization';
import { withdrawOrganizationRequest } from './withdraw-organization-request';

const wish = { name: 'Orchard Robotics', purpose: '' };

async function onStage(test: (db: Database, world: Awaited<ReturnType<typeof seedWorld>>) => Promise<void>) {
  await unboxed(async (db) => {
    const world = await seedWorld(db);
    await db.update(settings).set({ organizationsMayRegister: true });
    await test(db, world);
  });
}
const statusOf = async (db: Database, id: string) =>
  (await db.select({ status: organizations.status }).from(organizations).where(eq(organizations.id, id))).at(0)?.status;

describe('at the same moment', () => {
  // Delete `.for('update')` in lock-with-default.ts and lock-organization.ts, and this fails in most runs.
  test('approved and rejected: there is one decision, and one mail about it', () =>
    onStage(async (db, { dan, alan, arun }) => {
      const { organizationId } = await requestOrganization(contextFor(db, dan), wish);
      const { won, refused } = await crowd((index) =>
        index % 2 === 0
          ? approveOrganization(contextFor(db, alan), { organizationId })
          : rejectOrganization(contextFor(db, arun), { organizationId, reason: 'No.' }),
      );
      expect([won.length, refused.length]).toEqual([1, CROWD - 1]);
      for (const refusal of refused) expect(refusal).toMatchObject({ code: 'conflict' });
      const told = inArray(mails.message, ['organization-approved', 'organization-rejected']);
      expect(await db.$count(mails, told)).toBe(1);
      const isActive = (await statusOf(db, organizationId)) === 'active';
      const [founder] = await db.select().from(users).where(eq(users.id, dan.userId));
      expect(founder?.organizationId === organizationId).toBe(isActive);
    }));

  test('approved and withdrawn: one of them, and the person stands where that says', () =>
    onStage(async (db, { dan, alan }) => {
      const { organizationId } = await requestOrganization(contextFor(db, dan), wish);
      const { won } = await crowd((index) =>
        index % 2 === 0
          ? withdrawOrganizationRequest(contextFor(db, dan), { organizationId })
          : approveOrganization(contextFor(db, alan), { organizationId }),
      );
      expect(won).toHaveLength(1);
      const [founder] = await db.select().from(users).where(eq(users.id, dan.userId));
      expect(founder?.organizationId === organizationId).toBe((await statusOf(db, organizationId)) === 'active');
    }));

  test.each([
    ['pending', false],
    ['active', true],
  ])('asked many times by one person: one organization (%s)', (_status, autoApproveOrganizations) =>
    onStage(async (db, { dan }) => {
      await db.update(settings).set({ autoApproveOrganizations });
      // Inside the day's limit, so that all of them get as far as the database.
      const { won, refused } = await crowd(
        (index) => requestOrganization(contextFor(db, dan), { ...wish, name: `Orchard ${index}` }),
        8,
      );
      expect(won).toHaveLength(1);
      for (const refusal of refused) {
        expect(refusal).toMatchObject({ code: autoApproveOrganizations ? 'forbidden' : 'conflict' });
      }
      expect(await db.$count(organizations, eq(organizations.requestedBy, dan.userId))).toBe(1);
    }),
  );

  test('one name for many: one gets it, whichever way it is written, and each organization has its default team [I-10] [I-11] [R-15]', () =>
    onStage(async (db, { dan, dora, priya }) => {
      const names = ['Orchard Robotics', 'ORCHARD robotics', 'Orchard-Robotics!', 'Оrchard Rоbotics'];
      const { won, refused } = await crowd((index) => {
        const name = names[index % names.length] ?? wish.name;
        if (index === 0) return requestOrganization(contextFor(db, dan), { ...wish, name });
        if (index === 1) return requestOrganization(contextFor(db, dora), { ...wish, name });
        return createOrganization(contextFor(db, priya), { name });
      });
      expect(won).toHaveLength(1);
      for (const refusal of refused) {
        expect(refusal).toMatchObject({ code: 'invalid', fieldErrors: { name: [expect.any(String)] } });
      }
      const made = await db.select().from(organizations).where(eq(organizations.nameKey, 'orchardrobotics'));
      expect(made).toHaveLength(1);
      const isItsDefault = and(eq(teams.organizationId, made[0]?.id ?? ''), eq(teams.isDefault, true));
      expect(await db.$count(teams, isItsDefault)).toBe(1);
    }));

  // Delete it in lock-requester.ts as well, and this fails.
  test('approved while whoever asked is deactivated: never an organization that nobody runs', () =>
    onStage(async (db, { dan, alan, arun }) => {
      const { organizationId } = await requestOrganization(contextFor(db, dan), wish);
      const outcomes = await Promise.allSettled([
        deactivateDeveloper(contextFor(db, alan), { userId: dan.userId }),
        approveOrganization(contextFor(db, arun), { organizationId }),
      ]);
      const [founder] = await db.select().from(users).where(eq(users.id, dan.userId));
      const isActive = (await statusOf(db, organizationId)) === 'active';
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(founder?.status).toBe(isActive ? 'active' : 'inactive');
      const approvals = eq(auditEvents.event, 'organization.approved');
      expect(await db.$count(auditEvents, approvals)).toBe(isActive ? 1 : 0);
    }));
});
