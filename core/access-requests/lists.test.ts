import { eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { accessRequests, apps, plans, products } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { seedRequest } from '@/test/requests';
import { castOf, seedApp, seedWorld } from '@/test/world';
import { countWaiting } from '../audit/count-waiting';
import type { Actor } from '../identity/actor';
import type { PageRequest } from '../keyset';
import { approveAccessRequest } from './approve';
import { declineAccessRequest } from './decline';
import { getAccessRequest } from './get-request';
import { listEarlierRequests } from './list-earlier';
import { listMyRequests } from './list-my-requests';
import { listAccessRequests } from './list-requests';

const appsOf = (page: { rows: { appName: string }[] }) => page.rows.map(({ appName }) => appName);

describe('the queue', () => {
  test('shows what waits, oldest first; the history what was decided, newest first', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db, world.arun);
      for (const app of ['One', 'Two', 'Three', 'Four']) {
        const { requestId } = await seedRequest(db, world, { app });
        const age = { One: 4, Two: 3, Three: 2, Four: 1 }[app] ?? 0;
        await db
          .update(accessRequests)
          .set({ createdAt: sql`now() - make_interval(hours => ${age})` })
          .where(eq(accessRequests.id, requestId));
        if (app === 'Two') await approveAccessRequest(ctx, { requestId });
        if (app === 'Three') await declineAccessRequest(ctx, { requestId, reason: 'No.' });
      }
      expect(appsOf(await listAccessRequests(ctx, {}))).toEqual(['One', 'Four']);
      expect(appsOf(await listAccessRequests(ctx, { status: 'decided' }))).toEqual(['Three', 'Two']);
      expect(appsOf(await listAccessRequests(ctx, { status: 'declined' }))).toEqual(['Three']);
      const [line] = (await listAccessRequests(ctx, {})).rows;
      expect(line).toMatchObject({
        organizationName: 'Acme',
        requesterName: 'Ada Test',
        planName: 'standard',
        productNames: 'payments',
        catalogName: 'public',
        rateRequests: 60,
      });
      expect((await countWaiting(ctx)).requests.count).toBe(2);
    }));

  test('is found by words of the app, the organization, the person and the product, and filtered by plan and catalog', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db, world.audrey);
      await seedRequest(db, world, { app: 'Harbour 100%' });
      await seedRequest(db, world, { app: 'Lamp', by: world.eve });
      const find = async (search: string) => appsOf(await listAccessRequests(ctx, { search }));
      expect(await find('harbour ada')).toEqual(['Harbour 100%']);
      expect(await find('evil')).toEqual(['Lamp']);
      expect(await find('PAYMENTS')).toHaveLength(2);
      expect(await find('100%')).toEqual(['Harbour 100%']);
      expect(await find('_')).toEqual([]);
      expect(appsOf(await listAccessRequests(ctx, { plan: 'free' }))).toEqual([]);
      expect(appsOf(await listAccessRequests(ctx, { catalogId: world.publicCatalog.id }))).toHaveLength(2);
    }));

  test('pages never skip or repeat a request, also among many of the same microsecond', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await copies(db, await seedRequest(db, world), 130);
      const ctx = contextFor(db, world.priya);
      const seen: string[] = [];
      let page: PageRequest = {};
      let last: PageRequest = {};
      for (;;) {
        const { rows, after } = await listAccessRequests(ctx, {}, page);
        seen.push(...rows.map(({ id }) => id));
        if (!after) break;
        last = page;
        page = { after };
      }
      expect(new Set(seen).size).toBe(131);
      expect(seen).toHaveLength(131);
      // And back again.
      const end = await listAccessRequests(ctx, {}, page);
      const back = await listAccessRequests(ctx, {}, { before: end.before });
      expect(back.rows.map(({ id }) => id)).toEqual((await listAccessRequests(ctx, {}, last)).rows.map(({ id }) => id));
      const first = await listAccessRequests(ctx, {}, { before: back.before });
      expect([first.before, first.rows.length]).toEqual([null, 50]);
      expect((await listAccessRequests(ctx, {}, { after: "'; drop table" })).rows).toHaveLength(50);
    }));

  test('exists for portal admins only [Z-13]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { requestId } = await seedRequest(db, world);
      const ofAcme = { requestId, organizationId: world.acme.id, requesterId: null, isDefault: false };
      for (const [who, actor] of Object.entries(castOf(world))) {
        const ctx = contextFor(db, actor);
        const expected = actor.kind === 'admin' ? 'ok' : 'not_found';
        expect([who, await outcome(listAccessRequests(ctx, {}))]).toEqual([who, expected]);
        expect([who, await outcome(listEarlierRequests(ctx, ofAcme))]).toEqual([who, expected]);
        expect([who, await outcome(countWaiting(ctx))]).toEqual([who, expected]);
      }
    }));
});

describe('a request', () => {
  test('is seen by those who share the app and by portal admins; for others it does not exist', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { requestId } = await seedRequest(db, world);
      for (const [who, actor] of Object.entries(castOf(world))) {
        const sees = actor === world.ada || actor === world.tom || actor.kind === 'admin';
        const asked = getAccessRequest(contextFor(db, actor), { requestId });
        expect([who, await outcome(asked)]).toEqual([who, sees ? 'ok' : 'not_found']);
      }
      expect(await outcome(getAccessRequest(contextFor(db, world.ada), { requestId: 'nonsense' }))).toBe('not_found');
    }));

  test('says what was asked and what became of plan and products since [Z-16]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { requestId } = await seedRequest(db, world);
      await db.update(plans).set({ rateRequests: 6000 }).where(eq(plans.id, world.standard.id));
      await db.update(products).set({ accessPolicyId: 'acl-wider' }).where(eq(products.id, world.payments.id));
      const asked = await getAccessRequest(contextFor(db, world.priya), { requestId });
      expect(asked.terms.rateRequests).toBe(60);
      expect(asked.planNow?.rateRequests).toBe(6000);
      expect(asked.products).toEqual([
        {
          id: world.payments.id,
          slug: 'payments',
          name: 'payments',
          state: 'published',
          accessPolicyId: 'acl-payments',
          policyNow: 'acl-wider',
          apis: [{ name: 'payments', listenPath: '/payments/' }],
        },
      ]);
    }));

  test('tells its requester that it was decided, and portal admins by whom', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { requestId } = await seedRequest(db, world);
      await approveAccessRequest(contextFor(db, world.arun), { requestId });
      const decisionFor = async (actor: Actor) =>
        (await getAccessRequest(contextFor(db, actor), { requestId })).decision?.by;
      expect(await decisionFor(world.priya)).toBe('Arun Test');
      expect(await decisionFor(world.ada)).toBeNull();
      const asked = await getAccessRequest(contextFor(db, world.ada), { requestId });
      expect(asked.credential).toMatchObject({ status: 'awaiting_claim', generation: 1 });
    }));

  test('lists of one’s own hold those of shared apps and nothing else', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await seedRequest(db, world, { app: 'Shared' });
      await seedRequest(db, world, { app: await seedApp(db, world.ada, 'Hers', 'personal') });
      await seedRequest(db, world, { app: 'Foreign', by: world.eve });
      const mine = async (actor: Actor) => appsOf(await listMyRequests(contextFor(db, actor))).sort();
      expect(await mine(world.ada)).toEqual(['Hers', 'Shared']);
      expect(await mine(world.tom)).toEqual(['Shared']);
      expect(await outcome(listMyRequests(contextFor(db, world.priya)))).toBe('not_found');
    }));

  test('earlier requests are the organization’s, but a stranger’s say nothing about a person without one', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await seedRequest(db, world, { app: 'Dan’s', by: world.dan });
      const { requestId } = await seedRequest(db, world, { app: 'First', by: world.dora });
      await seedRequest(db, world, { app: 'Second', by: world.dora });
      const earlier = await listEarlierRequests(contextFor(db, world.priya), {
        requestId,
        organizationId: world.defaultOrganization.id,
        requesterId: world.dora.userId,
        isDefault: true,
      });
      expect(earlier.map(({ appName }) => appName)).toEqual(['Second']);
    }));
});

/** Many more like it, made in one moment. */
async function copies(db: Database, { requestId }: { requestId: string }, count: number): Promise<void> {
  await db.execute(sql`insert into apps (id, organization_id, name, visibility)
    select gen_random_uuid(), organization_id, 'Copy', 'organization' from ${apps}, generate_series(1, ${count})
    where apps.id = (select app_id from access_requests where id = ${requestId})`);
  await db.execute(sql`insert into access_requests
    (id, organization_id, app_id, plan_id, gateway_id, terms, delivery, submission_key, created_at)
    select gen_random_uuid(), r.organization_id, a.id, r.plan_id, r.gateway_id, r.terms, r.delivery, a.id::text, r.created_at
    from access_requests r, apps a where r.id = ${requestId} and a.name = 'Copy'`);
}
