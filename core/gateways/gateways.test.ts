import { eq } from 'drizzle-orm';
import { afterEach, describe, expect, test } from 'vitest';
import { SECRET_REFUSED, SILENT, WEAK_HASH } from '@/core/credentials/sync/gateway-problem';
import { systemActor } from '@/core/identity/actor';
import type { Database } from '@/db/client';
import { auditEvents, gatewayApis, gatewayPolicies, gateways } from '@/db/schema';
import { DEMO_APIS, DEMO_POLICIES } from '@/gateway/demo/definitions';
import type { DemoApi, DemoPolicy } from '@/gateway/demo/model';
import type { DemoGateway, DemoGatewayOptions } from '@/gateway/demo/start-demo-gateway';
import { contextFor, inSandbox, unboxed } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { startTestGateway, TEST_GATEWAY_SECRET, testGateways } from '@/test/provisioning';
import { castOf, seedWorld } from '@/test/world';
import { checkGateway } from './check';
import { synchronizeGateway } from './synchronize';

let demo: DemoGateway;
afterEach(() => demo.close());

/** A portal and a gateway that it can talk to. */
async function connect(db: Database, options: Partial<DemoGatewayOptions> = {}, secret = TEST_GATEWAY_SECRET) {
  demo = await startTestGateway(options);
  const world = await seedWorld(db, { gatewayUrl: demo.url, gatewaySecret: secret });
  const gatewayId = world.gateway.id;
  const ctx = contextFor(db, systemActor('test'));
  const adapters = testGateways(ctx);
  return {
    world,
    adapters,
    gatewayId,
    synchronize: () => synchronizeGateway(ctx, adapters, { gatewayId }),
    check: () => checkGateway(ctx, adapters, { gatewayId }),
    async row() {
      const [row] = await db.select().from(gateways).where(eq(gateways.id, gatewayId));
      return row;
    },
    api: async (apiId: string) => (await db.select().from(gatewayApis).where(eq(gatewayApis.apiId, apiId)))[0],
    policies: () => db.select().from(gatewayPolicies),
    events: () =>
      db.select().from(auditEvents).where(eq(auditEvents.event, 'gateway.synchronized')).orderBy(auditEvents.id),
  };
}

const load = (apis: readonly DemoApi[], policies: readonly DemoPolicy[] = DEMO_POLICIES) =>
  demo.setDefinitions({ apis, policies });

describe('synchronizing', () => {
  test('brings every API and policy of our organization, with limits, and is explained once', () =>
    inSandbox(async (db) => {
      const to = await connect(db, {
        definitions: {
          apis: [...DEMO_APIS, { apiId: 'foreign', name: 'Foreign', listenPath: '/foreign/', orgId: 'another' }],
          policies: DEMO_POLICIES,
        },
      });
      expect(await to.synchronize()).toMatchObject({ outcome: 'synchronized', problem: null });
      expect(await to.api('books')).toMatchObject({ name: 'Books API', listenPath: '/books/', isActive: true });
      expect(await to.api('foreign')).toBeUndefined();
      const policies = await to.policies();
      expect(policies).toHaveLength(DEMO_POLICIES.length);
      expect(policies.find(({ policyId }) => policyId === 'plan-free')).toMatchObject({
        ...{ rate: 5, per: 10, quotaMax: 1000, quotaSeconds: 86_400 },
        ...{ grantsAccess: false, limitsRate: true, limitsQuota: true },
      });
      expect(policies.find(({ policyId }) => policyId === 'acl-books')).toMatchObject({ apiIds: ['books'] });

      await to.synchronize();
      expect(await to.events()).toHaveLength(1);
      expect((await to.row())?.lastSyncedAt).toBeInstanceOf(Date);
    }));

  test('what has changed follows, what has vanished is marked, and comes back as the same row', () =>
    inSandbox(async (db) => {
      const to = await connect(db);
      await to.synchronize();
      const before = await to.api('books');

      load(DEMO_APIS.filter(({ apiId }) => apiId !== 'books').map((api) => ({ ...api, name: `${api.name} 2` })));
      expect(await to.synchronize()).toMatchObject({ apis: { added: 0, changed: 7, missing: 1, back: 0 } });
      expect((await to.api('books'))?.missingSince).toBeInstanceOf(Date);
      expect((await to.api('maps'))?.name).toBe('Maps API 2');

      load(DEMO_APIS);
      expect(await to.synchronize()).toMatchObject({ apis: { added: 0, changed: 7, missing: 0, back: 1 } });
      expect(await to.api('books')).toEqual(before);
    }));

  test('an object that cannot be kept is named and stops no other', () =>
    inSandbox(async (db) => {
      const broken = { apiId: 'brok\u0000en', name: 'Broken', listenPath: '/broken/' };
      const to = await connect(db, { definitions: { apis: [broken, ...DEMO_APIS], policies: DEMO_POLICIES } });
      const done = await to.synchronize();
      expect(done).toMatchObject({ apis: { added: DEMO_APIS.length }, problem: expect.stringContaining('brok�en') });
      expect((await to.row())?.lastProblem).toBe(done.problem);

      load(DEMO_APIS);
      await to.synchronize();
      expect((await to.row())?.lastProblem).toBeNull();
    }));

  test('an empty list where there was something is told and believed in nothing', () =>
    inSandbox(async (db) => {
      const to = await connect(db);
      await to.synchronize();
      load([], []);
      expect(await to.synchronize()).toMatchObject({ problem: expect.stringContaining('nothing at all') });
      expect((await to.api('books'))?.missingSince).toBeNull();
    }));

  test('a gateway that is down or refuses the secret has a problem and loses nothing', () =>
    inSandbox(async (db) => {
      const to = await connect(db);
      await to.synchronize();
      const synced = (await to.row())?.lastSyncedAt;
      await demo.stopListening();
      expect(await to.synchronize()).toMatchObject({ outcome: 'unknown' });
      expect(await to.row()).toMatchObject({ lastSyncedAt: synced, lastProblem: expect.stringContaining(SILENT) });
      expect((await to.api('books'))?.missingSince).toBeNull();

      await demo.startListening();
      await expect.poll(async () => (await to.synchronize()).outcome).toBe('synchronized');
      expect((await to.row())?.lastProblem).toBeNull();
    }));

  test('a refused secret is said in words', () =>
    inSandbox(async (db) => {
      const to = await connect(db, {}, 'not-the-right-secret');
      expect(await to.synchronize()).toEqual({ outcome: 'secret_refused', problem: SECRET_REFUSED });
      expect(await to.events()).toEqual([]);
      expect(await to.row()).toMatchObject({ lastProblem: SECRET_REFUSED, lastSyncedAt: null });
    }));

  // Delete the lock from synchronize.ts and this must fail.
  test('many at once write each object once', () =>
    unboxed(async (db) => {
      const to = await connect(db);
      await Promise.all(Array.from({ length: 8 }, () => to.synchronize()));
      expect(await to.policies()).toHaveLength(DEMO_POLICIES.length);
      expect(await to.events()).toHaveLength(1);
    }));
});

describe('checking', () => {
  test('writes down version, hash function and the delay of a revocation', () =>
    inSandbox(async (db) => {
      const to = await connect(db, { config: { hashKeyFunction: 'sha256', version: 'v5.15.0' } });
      expect(await to.check()).toMatchObject({ outcome: 'ok', version: 'v5.15.0' });
      const row = await to.row();
      expect(row).toMatchObject({ version: 'v5.15.0', hashAlgorithm: 'sha256', revocationDelaySeconds: 10 });
      expect(row).toMatchObject({ lastCheckedAt: expect.any(Date), lastProblem: null });
    }));

  test('murmur32 is a problem that says what to set, until it is set', () =>
    inSandbox(async (db) => {
      const to = await connect(db, { config: { hashKeyFunction: '' } });
      await to.check();
      expect(await to.row()).toMatchObject({ hashAlgorithm: 'murmur32', lastProblem: WEAK_HASH });
      // Reading its APIs says nothing about its hash function.
      await to.synchronize();
      expect((await to.row())?.lastProblem).toBe(WEAK_HASH);
    }));

  test('a gateway that is down keeps what was known of it', () =>
    inSandbox(async (db) => {
      const to = await connect(db);
      await to.check();
      const before = await to.row();
      await demo.stopListening();
      expect(await to.check()).toMatchObject({ outcome: 'unknown' });
      expect(await to.row()).toMatchObject({
        ...{ version: before?.version, hashAlgorithm: before?.hashAlgorithm },
        lastProblem: expect.stringContaining(SILENT),
      });
      await demo.startListening();
      await to.check();
      expect((await to.row())?.lastProblem).toBeNull();
    }));

  test('only those who run the portal may ask, and developers learn of no gateway', () =>
    inSandbox(async (db) => {
      const { world, adapters, gatewayId } = await connect(db);
      for (const verb of [checkGateway, synchronizeGateway]) {
        const outcomes: Record<string, unknown> = {};
        for (const [name, actor] of Object.entries(castOf(world))) {
          outcomes[name] = await outcome(verb(contextFor(db, actor), adapters, { gatewayId }));
        }
        expect(outcomes).toMatchObject({ priya: 'ok', alan: 'ok', arun: 'forbidden', audrey: 'forbidden' });
        const others = Object.entries(outcomes).filter(([name]) => !['priya', 'alan', 'arun', 'audrey'].includes(name));
        expect(others.map(([, outcome]) => outcome)).toEqual(others.map(() => 'not_found'));
      }
    }));
});
