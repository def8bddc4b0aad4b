import { and, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { newId } from '@/db/ids';
import { accessRequests, apps, cartItems, credentials, joinRequests, teamMembers, users } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { seedKey, unownedApps } from '@/test/leaving';
import { outcome } from '@/test/outcome';
import { seedApp, seedDeveloper, seedSession, seedWorld } from '@/test/world';
import { transferApp } from '../apps/transfer-app';
import { addToCart } from '../cart/add';
import { loadActor } from '../identity/load-actor';
import { leaveOrganization } from './leave-organization';
import { moveDeveloper } from './move-developer';

const appOf = async (db: Database, id: string) => (await db.select().from(apps).where(eq(apps.id, id))).at(0);
const placeOf = async (db: Database, id: string) =>
  (await db.select({ at: users.organizationId, role: users.organizationRole }).from(users).where(eq(users.id, id))).at(
    0,
  );

describe('leaveOrganization', () => {
  test('the apps stay with a super admin, or with the colleague that was chosen', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { ada, tom, acme, defaultOrganization } = world;
      const cleo = await seedDeveloper(db, 'Cleo', acme, 'team_member');
      const tally = await seedApp(db, tom, 'Tally', 'personal');
      const count = await seedApp(db, cleo, 'Count', 'organization');

      await leaveOrganization(contextFor(db, tom), {});
      expect((await appOf(db, tally.id))?.ownerId).toBe(ada.userId);
      await leaveOrganization(contextFor(db, cleo), { toUserId: ada.userId });
      expect((await appOf(db, count.id))?.ownerId).toBe(ada.userId);

      expect(await placeOf(db, tom.userId)).toEqual({ at: defaultOrganization.id, role: 'team_member' });
      expect(await unownedApps(db)).toEqual([]);
    }));

  test('what was offered to some only leaves the cart, the rest stays', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db, world.tom);
      await addToCart(ctx, { catalogSlug: 'partners', productSlug: 'ledger' });
      await addToCart(ctx, { catalogSlug: 'public', productSlug: 'payments' });
      await leaveOrganization(ctx, {});
      const left = await db.select({ catalogId: cartItems.catalogId }).from(cartItems);
      expect(left).toEqual([{ catalogId: world.publicCatalog.id }]);
    }));

  test('the last super admin cannot go, nobody leaves the default organization, and nobody leaves twice', () =>
    inSandbox(async (db) => {
      const { ada, tom, dora, eve } = await seedWorld(db);
      expect(await outcome(leaveOrganization(contextFor(db, ada), {}))).toBe('conflict');
      expect(await outcome(leaveOrganization(contextFor(db, dora), {}))).toBe('forbidden');
      expect(await outcome(leaveOrganization(contextFor(db, tom), { toUserId: eve.userId }))).toBe('invalid');
      await leaveOrganization(contextFor(db, tom), {});
      expect(await outcome(leaveOrganization(contextFor(db, tom), {}))).toBe('forbidden');
    }));
});

describe('moveDeveloper', () => {
  const move = { role: 'team_member', teamIds: [], apps: 'take_along' } as const;

  test('takes the apps along with everything that was asked for in them [I-06]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { ada, tom, alan, evil } = world;
      const own = await seedKey(db, world, { by: tom, app: 'Tally' });
      const theirs = await seedKey(db, world, { by: ada, app: { id: own.appId } });
      const elsewhere = await seedKey(db, world, { by: tom, app: world.ledger });
      await seedSession(db, tom);

      await moveDeveloper(contextFor(db, alan), { ...move, userId: tom.userId, organizationId: evil.id });

      const requests = await db.select().from(accessRequests);
      const find = (id: string) => requests.find((request) => request.id === id);
      expect(await appOf(db, own.appId)).toMatchObject({ ownerId: tom.userId, organizationId: evil.id });
      expect(find(own.requestId)).toMatchObject({ requestedBy: tom.userId, organizationId: evil.id });
      expect(find(theirs.requestId)).toMatchObject({ requestedBy: tom.userId, organizationId: evil.id });
      expect(find(elsewhere.requestId)).toMatchObject({ requestedBy: ada.userId, organizationId: world.acme.id });
      const [key] = await db.select().from(credentials).where(eq(credentials.id, theirs.credentialId));
      expect(key?.wanted.metadata).toMatchObject({ organization_id: evil.id, developer_id: tom.userId });
      // The session stays, and counts for the new place.
      expect(await loadActor(db, tom.sessionId)).toMatchObject({ organization: { id: evil.id } });
      expect(await unownedApps(db)).toEqual([]);
    }));

  test('leaves the apps to a super admin, or ends them with their keys [I-06]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { ada, tom, alan, evil, acme } = world;
      const cleo = await seedDeveloper(db, 'Cleo', acme, 'team_member');
      const left = await seedKey(db, world, { by: tom, app: 'Left' });
      const ended = await seedKey(db, world, { by: cleo, app: 'Ended' });
      const ctx = contextFor(db, alan);
      await moveDeveloper(ctx, { ...move, userId: tom.userId, organizationId: evil.id, apps: 'leave' });
      await moveDeveloper(ctx, { ...move, userId: cleo.userId, organizationId: evil.id, apps: 'end' });
      expect(await appOf(db, left.appId)).toMatchObject({ ownerId: ada.userId, organizationId: acme.id });
      expect((await appOf(db, ended.appId))?.deletedAt).not.toBeNull();
      const [key] = await db.select().from(credentials).where(eq(credentials.id, ended.credentialId));
      expect(key?.status).toBe('revoking');
      expect(await unownedApps(db)).toEqual([]);
    }));

  test('back to the default organization apps become personal, and what one waited for ends', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { tom, dora, alan, acme, evil, defaultOrganization } = world;
      const tally = await seedApp(db, tom, 'Tally', 'team', world.backend.id);
      const ctx = contextFor(db, alan);
      await moveDeveloper(ctx, { ...move, userId: tom.userId, organizationId: defaultOrganization.id });
      expect(await appOf(db, tally.id)).toMatchObject({ visibility: 'personal', teamId: null });

      await db.insert(joinRequests).values({ organizationId: acme.id, userId: dora.userId });
      await moveDeveloper(ctx, { ...move, userId: dora.userId, organizationId: evil.id, role: 'super_admin' });
      expect(await db.$count(joinRequests, eq(joinRequests.status, 'pending'))).toBe(0);
      expect(await placeOf(db, dora.userId)).toEqual({ at: evil.id, role: 'super_admin' });
      expect(await db.$count(teamMembers, eq(teamMembers.userId, dora.userId))).toBe(1);
    }));

  test('refuses where they are, who is the last super admin, what is no place, and sharing in the default one', () =>
    inSandbox(async (db) => {
      const { ada, tom, dora, alan, acme, evil, waiting, defaultOrganization } = await seedWorld(db);
      const ctx = contextFor(db, alan);
      const to = (userId: string, organizationId: string, more: object = {}) =>
        outcome(moveDeveloper(ctx, { ...move, userId, organizationId, ...more }));
      expect(await to(tom.userId, acme.id)).toBe('conflict');
      expect(await to(ada.userId, evil.id)).toBe('conflict');
      expect(await to(tom.userId, waiting.id)).toBe('invalid');
      expect(await to(tom.userId, newId())).toBe('invalid');
      expect(await to(dora.userId, acme.id, { apps: 'leave' })).toBe('invalid');
      expect(await to(tom.userId, defaultOrganization.id, { role: 'super_admin' })).toBe('invalid');
      expect(await placeOf(db, tom.userId)).toMatchObject({ at: acme.id });
    }));
});

describe('transferApp', () => {
  test('the owner and the super admin give it to a colleague; others, strangers and strangers’ hands do not', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { ada, tom, eve, mallory, acme } = world;
      const cleo = await seedDeveloper(db, 'Cleo', acme, 'team_member');
      const tally = await seedApp(db, tom, 'Tally', 'organization');
      const give = (by: typeof ada, toUserId: string) =>
        outcome(transferApp(contextFor(db, by), { appId: tally.id, toUserId }));
      expect(await give(cleo, cleo.userId)).toBe('forbidden');
      expect(await give(eve, mallory.userId)).toBe('not_found');
      expect(await give(tom, mallory.userId)).toBe('invalid');
      expect(await give(tom, tom.userId)).toBe('conflict');
      expect(await give(tom, cleo.userId)).toBe('ok');
      expect(await give(ada, tom.userId)).toBe('ok');
      expect(await appOf(db, tally.id)).toMatchObject({ ownerId: tom.userId, visibility: 'organization' });
    }));

  test('a super admin reaches the personal app of somebody who is shut out, and of nobody else', () =>
    inSandbox(async (db) => {
      const { ada, tom } = await seedWorld(db);
      const tally = await seedApp(db, tom, 'Tally', 'personal');
      const give = () => outcome(transferApp(contextFor(db, ada), { appId: tally.id, toUserId: ada.userId }));
      expect(await give()).toBe('not_found');
      await db.update(users).set({ status: 'inactive' }).where(eq(users.id, tom.userId));
      expect(await give()).toBe('ok');
      expect(await db.$count(apps, and(eq(apps.id, tally.id), eq(apps.ownerId, ada.userId)))).toBe(1);
    }));

  test('in the default organization there is nobody to give to', () =>
    inSandbox(async (db) => {
      const { dora, dan } = await seedWorld(db);
      const own = await seedApp(db, dora, 'Own', 'personal');
      const ctx = contextFor(db, dora);
      expect(await outcome(transferApp(ctx, { appId: own.id, toUserId: dan.userId }))).toBe('forbidden');
    }));
});
