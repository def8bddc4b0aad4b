import { eq, inArray } from 'drizzle-orm';
import { afterEach, describe, expect, test } from 'vitest';
import { systemActor } from '@/core/identity/actor';
import type { Database } from '@/db/client';
import { auditEvents, gatewayApis, gatewayPolicies, gateways, mails, notifications, products } from '@/db/schema';
import { DEMO_APIS, DEMO_POLICIES } from '@/gateway/demo/definitions';
import type { DemoPolicy } from '@/gateway/demo/model';
import type { DemoGateway, DemoGatewayOptions } from '@/gateway/demo/start-demo-gateway';
import { contextFor, inSandbox } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { startTestGateway, TEST_GATEWAY_SECRET, testGateways } from '@/test/provisioning';
import { castOf, seedWorld } from '@/test/world';
import { listProducts } from '../products/list-products';
import { enterApi } from './enter-api';
import { enterPolicy } from './enter-policy';
import { forgetObject } from './forget-object';
import { getGateway } from './get-gateway';
import { listGateways } from './list-gateways';
import { listProposals } from './list-proposals';
import { listApis, listPolicies } from './list-stock';
import { runSynchronization } from './run-synchronization';
import { listApisByCursor, listPoliciesByCursor } from './stock-by-cursor';

let demo: DemoGateway;
afterEach(() => demo.close());

async function connect(db: Database, options: Partial<DemoGatewayOptions> = {}, secret = TEST_GATEWAY_SECRET) {
  demo = await startTestGateway(options);
  const world = await seedWorld(db, { gatewayUrl: demo.url, gatewaySecret: secret });
  const gatewayId = world.gateway.id;
  const ctx = contextFor(db, systemActor('test'));
  const alan = contextFor(db, world.alan);
  return {
    ...{ world, gatewayId, ctx, alan },
    // On a busy machine an answer may take longer than the short waits that a gateway in trouble is given.
    run: (waits: 'usual' | 'short' = 'usual') =>
      runSynchronization(ctx, waits === 'short' ? testGateways(ctx) : testGateways(ctx, fetch, {}), { gatewayId }),
    gateway: () => getGateway(alan, { gatewayId }),
    report: async () => (await getGateway(alan, { gatewayId })).syncReport?.changes ?? [],
    policy: async (policyId: string) =>
      (await db.select().from(gatewayPolicies).where(eq(gatewayPolicies.policyId, policyId)))[0],
    events: (...names: ('offer.hidden' | 'offer.back')[]) =>
      db.select().from(auditEvents).where(inArray(auditEvents.event, names)).orderBy(auditEvents.id),
    seen: async () => (await listProducts(contextFor(db))).map(({ slug }) => slug).sort(),
  };
}

const without = (...ids: string[]): DemoPolicy[] => DEMO_POLICIES.filter(({ policyId }) => !ids.includes(policyId));
const load = (policies: readonly DemoPolicy[], apis = DEMO_APIS) => demo.setDefinitions({ apis, policies });

describe('a policy that the offer needs', () => {
  // Leave `tellOfHidden` out of synchronize.ts and this must fail.
  test('vanished hides what is made of it, and those who run the portal are told once', () =>
    inSandbox(async (db) => {
      const to = await connect(db);
      await to.run();
      expect(await to.seen()).toEqual(['payments', 'weather']);
      load(without('acl-payments', 'plan-standard'));
      await to.run();
      await to.run();
      expect(await to.seen()).toEqual(['weather']);
      const events = await to.events('offer.hidden');
      expect(events.map(({ subjectKind, subjectId }) => ({ subjectKind, subjectId }))).toEqual([
        { subjectKind: 'product', subjectId: to.world.payments.id },
        { subjectKind: 'plan', subjectId: to.world.standard.id },
      ]);
      const sent = await db.select().from(mails).where(eq(mails.message, 'offer-hidden'));
      const { priya, alan } = to.world;
      expect(sent.map(({ toUserId }) => toUserId).sort()).toEqual([priya.userId, alan.userId].sort());
      expect(sent[0]?.facts).toEqual({ names: 'payments (product), standard (plan)' });
      const told = await db.select().from(notifications).where(eq(notifications.kind, 'offer_hidden'));
      expect(told.map(({ href }) => href)).toEqual(told.map(() => `/admin/gateways/${to.gatewayId}`));
      expect(told).toHaveLength(2);
    }));

  test('that came back brings it back, with a line under the bell and no mail', () =>
    inSandbox(async (db) => {
      const to = await connect(db);
      await to.run();
      load(without('acl-payments'));
      await to.run();
      load(DEMO_POLICIES);
      await to.run();
      await to.run();
      expect(await to.seen()).toEqual(['payments', 'weather']);
      expect(await to.events('offer.back')).toHaveLength(1);
      expect(await db.$count(notifications, eq(notifications.kind, 'offer_back'))).toBe(2);
      expect(await db.$count(mails)).toBe(2);
    }));

  test('is missed by nobody who sees nothing of it: drafts, retired products, archived plans', () =>
    inSandbox(async (db) => {
      const to = await connect(db);
      await to.run();
      await db.update(products).set({ state: 'retired' }).where(eq(products.slug, 'payments'));
      load(without('acl-payments', 'acl-maps', 'acl-books'));
      await to.run();
      expect(await to.events('offer.hidden')).toEqual([]);
      expect(await db.$count(mails)).toBe(0);
    }));
});

describe('a synchronization that somebody waits for', () => {
  test('tells what is new, changed, gone, back and broken, and then that it is over', () =>
    inSandbox(async (db) => {
      const to = await connect(db);
      await db.update(gateways).set({ syncStep: 'waiting', syncOrderedAt: new Date() });
      await to.run();
      expect((await to.gateway()).underWay).toBeNull();
      expect((await to.report()).map(({ what }) => what)).toEqual([...DEMO_APIS, ...DEMO_POLICIES].map(() => 'new'));
      const [first, ...rest] = DEMO_APIS;
      const renamed = rest.map((api) => (api.apiId === 'maps' ? { ...api, name: 'Atlas' } : api));
      load(without('acl-books'), [...renamed, { apiId: 'bro\u0000ken', name: 'Broken', listenPath: '/b/' }]);
      await to.run();
      const report = await to.report();
      expect(report).toEqual(
        expect.arrayContaining([
          { object: 'api', id: 'maps', name: 'Atlas', what: 'changed' },
          { object: 'api', id: first?.apiId, name: first?.name, what: 'gone' },
          { object: 'policy', id: 'acl-books', name: expect.any(String), what: 'gone' },
          { object: 'api', id: 'bro\uFFFDken', name: 'Broken', what: 'broken' },
        ]),
      );
      load(DEMO_POLICIES);
      await to.run();
      expect((await to.report()).filter(({ what }) => what === 'back')).toHaveLength(2);
    }));

  test('shows each step while it runs, and leaves the steps of a newer order alone', () =>
    inSandbox(async (db) => {
      const to = await connect(db);
      const steps: unknown[] = [];
      const adapters = testGateways(to.ctx);
      const note = async () => steps.push((await to.gateway()).underWay?.step);
      const watching = {
        of: (gateway: Parameters<typeof adapters.of>[0]) => {
          const port = adapters.of(gateway);
          return {
            ...port,
            selfTest: async () => {
              await note();
              return port.selfTest();
            },
            inventory: async () => {
              await note();
              await db.update(gateways).set({ syncStep: 'waiting', syncOrderedAt: new Date(Date.now() + 1000) });
              return port.inventory();
            },
          };
        },
      };
      await runSynchronization(to.ctx, watching, { gatewayId: to.gatewayId });
      expect(steps).toEqual(['connecting', 'reading']);
      expect((await to.gateway()).underWay?.step).toBe('waiting');
    }));

  test('of a gateway that was removed meanwhile is nothing at all', () =>
    inSandbox(async (db) => {
      const to = await connect(db);
      expect(await runSynchronization(to.ctx, testGateways(to.ctx), { gatewayId: to.world.ada.userId })).toBeNull();
    }));
});

describe('a gateway in trouble', () => {
  // Read the lists as a whole again (`listOf` in replies.ts) and this must fail.
  test('one object that cannot be read stops no other, and is not called gone', () =>
    inSandbox(async (db) => {
      const to = await connect(db);
      await to.run();
      // As a gateway might tell it after somebody wrote a definition by hand.
      const garbled = DEMO_POLICIES.map((one) =>
        one.policyId === 'acl-payments' ? { ...one, rate: 'many' as unknown as number } : one,
      );
      load([...garbled, { ...DEMO_POLICIES[0], policyId: 'acl-new', name: 'New' } as DemoPolicy]);
      expect(await to.run()).toMatchObject({ problem: expect.stringContaining('acl-payments') });
      expect(await to.policy('acl-new')).toMatchObject({ missingSince: null });
      expect(await to.policy('acl-payments')).toMatchObject({ missingSince: null });
      expect(await to.seen()).toContain('payments');
    }));

  test.each([
    ['is down', { down: 'cut' as const }],
    ['answers 503', { down: '503' as const }],
    ['is slow', { slowMs: 60_000 }],
    ['answers in HTML', { answer: 'html' as const }],
    ['answers nonsense', { answer: 'malformed' as const }],
    ['redirects', { answer: 'redirect' as const }],
    ['has lost its store', { storeDown: true }],
  ])('that %s loses nothing, says so, and ends the waiting', (_name, trouble) =>
    inSandbox(async (db) => {
      const to = await connect(db);
      await to.run();
      demo.switches.set(trouble);
      const outcome = await to.run('short').catch((error: Error) => error.message);
      expect(outcome).toMatch(/tries again/);
      expect(await to.gateway()).toMatchObject({ underWay: null, problem: expect.any(String) });
      expect(await to.policy('acl-payments')).toMatchObject({ missingSince: null });
      expect(await to.seen()).toEqual(['payments', 'weather']);
    }),
  );

  test('a refused secret is said, and not tried again and again', () =>
    inSandbox(async (db) => {
      const to = await connect(db, {}, 'not-the-right-secret');
      expect(await to.run()).toMatchObject({ outcome: 'secret_refused' });
      expect((await to.gateway()).problem).toContain('secret');
    }));

  test('an organization id that nothing belongs to is named, and nothing is called gone', () =>
    inSandbox(async (db) => {
      const to = await connect(db);
      await to.run();
      load(
        DEMO_POLICIES.map((one) => ({ ...one, orgId: 'another' })),
        DEMO_APIS.map((one) => ({ ...one, orgId: 'another' })),
      );
      expect(await to.run()).toMatchObject({ problem: expect.stringContaining('organization id') });
      expect(await to.seen()).toEqual(['payments', 'weather']);
    }));
});

describe('a gateway that was added with the organization id of another', () => {
  test('has that said as its problem, not an empty list, until the id is right', () =>
    inSandbox(async (db) => {
      const to = await connect(db);
      await db.delete(gatewayPolicies);
      await db.delete(gatewayApis);
      load(
        DEMO_POLICIES.map((one) => ({ ...one, orgId: 'another' })),
        DEMO_APIS.map((one) => ({ ...one, orgId: 'another' })),
      );
      await to.run();
      expect((await to.gateway()).problem).toContain('Correct the organization id');
      load(DEMO_POLICIES, DEMO_APIS);
      await to.run();
      expect((await to.gateway()).problem).toBeNull();
    }));
});

describe('a gateway that cannot list its policies', () => {
  const old = { config: { version: 'v3.1.3' as const, hashKeys: false, hashKeyFunction: '' as const } };
  const access = { kind: 'access' as const, apiIds: 'payments, books\npayments' };

  test('has them entered by id, and no synchronization calls those gone', () =>
    inSandbox(async (db) => {
      const to = await connect(db, old);
      const { gatewayId } = to;
      await to.run();
      await enterPolicy(to.alan, { gatewayId, policyId: 'acl-own', name: '', does: access });
      const limits = { kind: 'limits' as const, rate: { requests: 5, per: 10 }, quota: null };
      await enterPolicy(to.alan, { gatewayId, policyId: 'plan-own', name: 'Own plan', does: limits });
      await enterApi(to.alan, { gatewayId, apiId: 'own-api', name: '', listenPath: '/own/' });
      await to.run();
      expect(await to.policy('acl-own')).toMatchObject({
        ...{ missingSince: null, isEntered: true, apiIds: ['books', 'payments'], limitsRate: false },
      });
      expect((await listProposals(to.alan, { gatewayId })).map(({ name, becomes }) => [name, becomes])).toEqual([
        ['acl-own', 'product'],
        ['Own plan', 'plan'],
      ]);
      const entered = { gatewayId, search: 'own', state: 'entered' as const, page: 1 };
      expect((await listPolicies(to.alan, entered)).total).toBe(2);
      expect((await listApis(to.alan, entered)).lines).toMatchObject([{ apiId: 'own-api', state: 'entered' }]);
      const again = enterPolicy(to.alan, { gatewayId, policyId: 'acl-own', name: '', does: access });
      await expect(again).rejects.toMatchObject({ fieldErrors: { policyId: [expect.any(String)] } });
    }));

  test('one that learns to list takes them over', () =>
    inSandbox(async (db) => {
      const to = await connect(db);
      const { gatewayId } = to;
      demo.switches.set({ noPolicyRoutes: true });
      await to.run();
      await enterPolicy(to.alan, { gatewayId, policyId: 'acl-books', name: 'Typed', does: access });
      demo.switches.set({ noPolicyRoutes: false });
      await to.run();
      const row = await to.policy('acl-books');
      expect(row).toMatchObject({ isEntered: false, apiIds: ['books'] });
      expect(row?.name).not.toBe('Typed');
    }));

  // Leave `whatUses` out of forget-object.ts and the product would be shown though nothing opens.
  test('what is entered or gone can be forgotten, but not what the offer is made of or the gateway has', () =>
    inSandbox(async (db) => {
      const to = await connect(db);
      const { gatewayId } = to;
      await to.run();
      const forget = async (policyId: string) =>
        outcome(forgetObject(to.alan, { gatewayId, object: 'policy', id: (await to.policy(policyId))?.id ?? '' }));
      expect(await forget('acl-books')).toBe('conflict');
      load(without('acl-books', 'acl-payments'));
      await to.run();
      expect(await forget('acl-books')).toBe('ok');
      expect(await forget('acl-payments')).toBe('conflict');
      expect(await forget('acl-books')).toBe('not_found');
      expect(await to.seen()).toEqual(['weather']);
    }));
});

test('what a gateway has is read by those who run the portal, and nobody else learns that it is there', () =>
  inSandbox(async (db) => {
    const to = await connect(db);
    await to.run();
    const readers = ['priya', 'alan', 'arun', 'audrey'];
    for (const [name, actor] of Object.entries(castOf(to.world))) {
      const ctx = contextFor(db, actor);
      const one = { gatewayId: to.gatewayId };
      const asked = { ...one, search: '', state: '' as const, page: 1 };
      const expected = readers.includes(name) ? 'ok' : 'not_found';
      expect(await outcome(getGateway(ctx, one)), name).toBe(expected);
      expect(await outcome(listGateways(ctx)), name).toBe(expected);
      expect(await outcome(listProposals(ctx, one)), name).toBe(expected);
      expect(await outcome(listApis(ctx, asked)), name).toBe(expected);
      expect(await outcome(listPolicies(ctx, asked)), name).toBe(expected);
      expect(await outcome(listApisByCursor(ctx, asked, { limit: 1 })), name).toBe(expected);
      expect(await outcome(listPoliciesByCursor(ctx, asked, { limit: 1 })), name).toBe(expected);
    }
  }));
