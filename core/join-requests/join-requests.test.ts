import { eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { newId } from '@/db/ids';
import { apps, joinRequests, mails, notifications, organizationDomains, organizations, users } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { refusalOf } from '@/test/refusal-of';
import { castOf, seedApp, seedDeveloper, seedWorld, type World } from '@/test/world';
import { acceptJoinRequest } from './accept-join-request';
import { declineJoinRequest } from './decline-join-request';
import { getProspects } from './get-prospects';
import { listJoinRequests } from './list-join-requests';
import { submitJoinRequest } from './submit-join-request';
import { withdrawJoinRequest } from './withdraw-join-request';

/** Acme owns the domain of Dora's address. */
async function seedDomain(db: Database, { acme, dora }: World): Promise<void> {
  const domain = dora.email.split('@')[1] ?? '';
  await db.insert(organizationDomains).values({ domain, organizationId: acme.id });
}
const placeOf = async (db: Database, userId: string) =>
  (
    await db
      .select({ organizationId: users.organizationId, role: users.organizationRole })
      .from(users)
      .where(eq(users.id, userId))
  ).at(0);

describe('joining by domain', () => {
  test('is offered to nobody but the holder of a verified address of a checked domain', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { dora, acme } = world;
      expect((await getProspects(contextFor(db, dora)))?.proposed).toBeNull();
      const nowhere = await refusalOf(submitJoinRequest(contextFor(db, dora), { organizationId: acme.id }));
      expect(nowhere).toMatchObject({ code: 'not_found' });
      const never = await refusalOf(submitJoinRequest(contextFor(db, dora), { organizationId: newId() }));
      expect(nowhere).toEqual(never);

      await seedDomain(db, world);
      expect((await getProspects(contextFor(db, dora)))?.proposed).toEqual({ id: acme.id, name: 'Acme' });
      const other = await seedDeveloper(db, 'Otto', { ...world.defaultOrganization }, 'team_member');
      await db.update(users).set({ email: 'otto@sub.default-organization.test' }).where(eq(users.id, other.userId));
      expect((await getProspects(contextFor(db, other)))?.proposed).toBeNull();
      expect(await refusalOf(submitJoinRequest(contextFor(db, other), { organizationId: acme.id }))).toEqual(never);
      for (const [name, actor] of Object.entries(castOf(world))) {
        if (['dora', 'dan'].includes(name)) continue;
        expect(await getProspects(contextFor(db, actor)), name).toBeNull();
      }
    }));

  test('not by an organization that is suspended or about to close', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await seedDomain(db, world);
      const ctx = contextFor(db, world.dora);
      const organizationId = world.acme.id;
      for (const change of [{ status: 'suspended' as const }, { status: 'active' as const, closesAt: new Date() }]) {
        await db.update(organizations).set(change).where(eq(organizations.id, organizationId));
        expect((await getProspects(ctx))?.proposed).toBeNull();
        expect(await refusalOf(submitJoinRequest(ctx, { organizationId }))).toMatchObject({ code: 'not_found' });
      }
    }));

  test('tells the super admins once, and lets in with apps that stay personal', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await seedDomain(db, world);
      const { ada, tom, dora, acme } = world;
      const app = await seedApp(db, dora, 'Own', 'personal');
      const { joinRequestId } = await submitJoinRequest(contextFor(db, dora), { organizationId: acme.id });
      const again = await refusalOf(submitJoinRequest(contextFor(db, dora), { organizationId: acme.id }));
      expect(again).toMatchObject({ code: 'conflict' });
      const told = await db.select().from(mails).where(eq(mails.message, 'join-request-to-decide'));
      expect(told.map(({ toUserId }) => toUserId)).toEqual([ada.userId]);
      expect(await db.$count(notifications, eq(notifications.userId, ada.userId))).toBe(1);
      expect(await listJoinRequests(contextFor(db, tom))).toEqual([]);
      expect(await listJoinRequests(contextFor(db, ada))).toEqual([
        { id: joinRequestId, name: 'Dora Test', email: dora.email, apps: 1, createdAt: expect.any(Date) },
      ]);

      expect(await acceptJoinRequest(contextFor(db, ada), { joinRequestId })).toEqual({ name: 'Dora Test' });

      expect(await placeOf(db, dora.userId)).toEqual({ organizationId: acme.id, role: 'team_member' });
      const [moved] = await db.select().from(apps).where(eq(apps.id, app.id));
      expect(moved).toMatchObject({ organizationId: acme.id, visibility: 'personal' });
      expect(await db.$count(mails, eq(mails.message, 'join-request-accepted'))).toBe(1);
      const twice = await refusalOf(acceptJoinRequest(contextFor(db, ada), { joinRequestId }));
      expect(twice).toMatchObject({ code: 'conflict' });
    }));

  test('can be declined and withdrawn, and then asked for again, but not endlessly', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await seedDomain(db, world);
      const [ada, dora] = [contextFor(db, world.ada), contextFor(db, world.dora)];
      const wish = { organizationId: world.acme.id };
      const first = await submitJoinRequest(dora, wish);
      await declineJoinRequest(ada, first);
      expect(await db.$count(mails, eq(mails.message, 'join-request-declined'))).toBe(1);
      const second = await submitJoinRequest(dora, wish);
      await withdrawJoinRequest(dora, second);
      expect(await refusalOf(acceptJoinRequest(ada, second))).toMatchObject({ code: 'conflict' });
      expect(await refusalOf(withdrawJoinRequest(dora, first))).toMatchObject({ code: 'conflict' });
      await withdrawJoinRequest(dora, await submitJoinRequest(dora, wish));
      expect(await refusalOf(submitJoinRequest(dora, wish))).toMatchObject({ code: 'too_many' });
      expect(await placeOf(db, world.dora.userId)).toMatchObject({ organizationId: world.defaultOrganization.id });
    }));

  // Delete refuseImpossible's lines one by one to see each of these.
  test('lets in nobody who was shut out, went elsewhere or gave up the address meanwhile', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await seedDomain(db, world);
      const { ada, dora, evil } = world;
      const request = await submitJoinRequest(contextFor(db, dora), { organizationId: world.acme.id });
      const changes = [
        { status: 'inactive' as const },
        { status: 'active' as const, deletedAt: new Date() },
        { deletedAt: null, email: 'dora@elsewhere.test' },
      ];
      for (const change of changes) {
        await db.update(users).set(change).where(eq(users.id, dora.userId));
        expect(await refusalOf(acceptJoinRequest(contextFor(db, ada), request))).toMatchObject({ code: 'conflict' });
      }
      // Neither by an organization that is about to close, although that one proposes itself to nobody.
      const closing = { closesAt: sql`now() + interval '7 days'` };
      await db.update(organizations).set(closing).where(eq(organizations.id, world.acme.id));
      expect(await refusalOf(acceptJoinRequest(contextFor(db, ada), request))).toMatchObject({ code: 'conflict' });
      await db.update(users).set({ email: dora.email }).where(eq(users.id, dora.userId));
      await db.execute(`delete from team_members where user_id = '${dora.userId}'`);
      await db.update(users).set({ organizationId: evil.id }).where(eq(users.id, dora.userId));
      expect(await refusalOf(acceptJoinRequest(contextFor(db, ada), request))).toMatchObject({ code: 'conflict' });
      expect(await listJoinRequests(contextFor(db, ada))).toEqual([]);
      await declineJoinRequest(contextFor(db, ada), request);
      expect(await db.$count(joinRequests, eq(joinRequests.status, 'declined'))).toBe(1);
    }));
});
