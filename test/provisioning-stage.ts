import { and, isNotNull, isNull, ne, or, sql } from 'drizzle-orm';
import { afterAll, beforeAll } from 'vitest';
import type { Context } from '@/core/context';
import { claimCredential } from '@/core/credentials/claim-credential';
import { revealCredential } from '@/core/credentials/reveal-credential';
import type { SyncLimits } from '@/core/credentials/sync/limits';
import { syncCredential } from '@/core/credentials/sync-credential';
import { type Actor, systemActor } from '@/core/identity/actor';
import type { Gateways } from '@/core/ports/gateway';
import type { Database } from '@/db/client';
import { credentials } from '@/db/schema';
import type { DemoGateway, DemoGatewayOptions } from '@/gateway/demo/start-demo-gateway';
import { contextFor, unboxed } from './harness';
import { expectInvariants } from './invariants';
import {
  approvedRequest,
  credentialRow,
  QUICK,
  quiesce,
  type RequestOptions,
  seedProvisioning,
  startTestGateway,
  testGateways,
} from './provisioning';
import { seedSession, type World } from './world';

/** One test's world: a database of its own behind a calm, empty gateway. */
export type Stage = {
  db: Database;
  url: string;
  world: World;
  gateway: DemoGateway;
  gateways: Gateways;
  /** The system's own context, for workers and checks. */
  system: Context;
  /** Somebody's context. */
  as(actor: Actor, overrides?: Partial<Context>): Context;
  /** One turn of the worker at this key. */
  sync(credentialId: string, limits?: Partial<SyncLimits>, overrides?: Partial<Context>): Promise<void>;
  /** Makes every look due now. */
  hurry(): Promise<void>;
  /** The worker's part, until nothing is on its way. */
  settle(options?: { limits?: Partial<SyncLimits>; withinMs?: number }): Promise<void>;
  row(credentialId: string): Promise<typeof credentials.$inferSelect>;
  /** An approved request whose key was claimed by Ada, is active and has settled; with the key itself. */
  activeKey(options?: RequestOptions): Promise<{ requestId: string; credentialId: string; key: string }>;
};

/** For a whole test file: one demo gateway, and for each test a stage of its own. Invariants are checked after each. */
export function provisioningStage(options: Partial<DemoGatewayOptions> = {}) {
  let gateway: DemoGateway;
  beforeAll(async () => {
    gateway = await startTestGateway(options);
  });
  afterAll(() => gateway.close());

  return (
    test: (stage: Stage) => Promise<void>,
    setting: { settleSeconds?: number; cacheSeconds?: number; skipInvariants?: boolean } = {},
  ): Promise<void> =>
    unboxed(async (db, url) => {
      gateway.switches.reset();
      await gateway.wipeStore();
      gateway.clearCalls();
      const world = await seedProvisioning(db, gateway, setting);
      // Who looks at a key again has proven a short while ago who they are.
      for (const person of [world.ada, world.tom]) await seedSession(db, person);
      const stage = stageOn(db, url, world, gateway);
      await test(stage);
      gateway.switches.reset();
      if (setting.skipInvariants) return;
      await stage.hurry();
      await stage.settle();
      await expectInvariants(stage.system, gateway);
    });
}

/** The same cast and gateway over another database, perhaps with another secret: a restored one. */
export function stageOver(db: Database, url: string, stage: Stage, overrides: Partial<Context> = {}): Stage {
  return stageOn(db, url, stage.world, stage.gateway, overrides);
}

function stageOn(db: Database, url: string, world: World, gateway: DemoGateway, given: Partial<Context> = {}): Stage {
  const system = contextFor(db, systemActor('test'), given);
  const gatewaysOf = testGateways(system);
  const sync = (credentialId: string, limits: Partial<SyncLimits> = {}, overrides: Partial<Context> = {}) =>
    syncCredential({ ...system, ...overrides }, gatewaysOf, { credentialId }, { ...QUICK, ...limits });
  return {
    db,
    url,
    world,
    gateway,
    gateways: gatewaysOf,
    system,
    as: (actor, overrides) => contextFor(db, actor, { ...given, ...overrides }),
    sync,
    hurry: async () => {
      const isMoving = or(ne(credentials.status, 'active'), isNull(credentials.settledAt));
      await db
        .update(credentials)
        .set({ nextLookAt: sql`now()` })
        .where(and(isNotNull(credentials.nextLookAt), isMoving));
    },
    settle: (options = {}) =>
      quiesce(system, gatewaysOf, {
        limits: { ...QUICK, ...options.limits },
        ...(options.withinMs ? { withinMs: options.withinMs } : {}),
      }),
    row: (credentialId) => credentialRow(db, credentialId),
    async activeKey(request) {
      const made = await approvedRequest(db, world, request);
      const ctx = contextFor(db, request?.by ?? world.ada, given);
      if (request?.delivery !== 'plain') await claimCredential(ctx, { credentialId: made.credentialId });
      await quiesce(system, gatewaysOf);
      const { key } = await revealCredential(ctx, { credentialId: made.credentialId });
      return { ...made, key };
    },
  };
}
