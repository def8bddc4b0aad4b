import { eq, inArray } from 'drizzle-orm';
import type { Context } from '@/core/context';
import { prepareCredential } from '@/core/credentials/prepare-credential';
import { SYNC_LIMITS, type SyncLimits } from '@/core/credentials/sync/limits';
import { syncCredential } from '@/core/credentials/sync-credential';
import { type DeveloperActor, systemActor } from '@/core/identity/actor';
import { mutate } from '@/core/mutate';
import type { Gateways } from '@/core/ports/gateway';
import { gatewaySeal } from '@/core/settings/ensure-basics';
import type { Database } from '@/db/client';
import { newId } from '@/db/ids';
import { accessRequestProducts, accessRequests, credentials, gateways, type PlanTerms, settings } from '@/db/schema';
import { type DemoGateway, type DemoGatewayOptions, startDemoGateway } from '@/gateway/demo/start-demo-gateway';
import type { TykLimits } from '@/gateway/tyk/limits';
import { createTykGateway } from '@/gateway/tyk/tyk-gateway';
import { contextFor } from './harness';
import { until } from './until';
import { seedWorld, type World } from './world';

/** The organization at the test gateway. */
export const TEST_ORG_ID = '5e9d9544a1dcd60001d0ed20';
/** The secret of the test gateway’s control API. */
export const TEST_GATEWAY_SECRET = 'gateway-secret-for-tests';

/** The saga's waits, short enough for tests. The fence too: where writes come late, a test sets it. */
export const QUICK: SyncLimits = {
  ...SYNC_LIMITS,
  fenceSeconds: 0.3,
  backoffFirstSeconds: 0.02,
  backoffMaxSeconds: 0.1,
  refusedSeconds: 0.1,
  earlyLookSeconds: 0.05,
  contestedPauseMs: 10,
};

/** After one failure nothing more happens until the test says so: on a busy machine a short wait is over at once. */
export const ONE_TRY = { backoffFirstSeconds: 600, backoffMaxSeconds: 600, refusedSeconds: 600 } as const;

/** How the adapter's waits are shortened for tests. */
const QUICK_CALLS = {
  callTimeoutMs: 600,
  listTimeoutMs: 1_200,
  openMs: 20,
  refusedPauseMs: 20,
  unknownsToOpen: 1_000,
  policyLoadMs: 600,
  policyLookMs: 10,
};

/** For tests that count what a gateway answered: on a busy machine a gateway that is well may take longer than it takes to give up. */
export const PATIENT_CALLS = { ...QUICK_CALLS, callTimeoutMs: 10_000, listTimeoutMs: 30_000 } as const;

/** A demo gateway on a free port, in memory. */
export function startTestGateway(options: Partial<DemoGatewayOptions> = {}): Promise<DemoGateway> {
  return startDemoGateway({ port: 0, secret: TEST_GATEWAY_SECRET, orgId: TEST_ORG_ID, ...options });
}

/** One adapter for each gateway row, as the wiring makes them, with the tests' waits; `ask` may stand between. */
export function testGateways(
  ctx: Pick<Context, 'secrets'>,
  ask: typeof fetch = fetch,
  limits: Partial<TykLimits> = QUICK_CALLS,
): Gateways {
  const known = new Map<string, ReturnType<Gateways['of']>>();
  return {
    of(gateway) {
      const adapter =
        known.get(gateway.id) ??
        createTykGateway({
          controlUrl: gateway.controlUrl,
          secret: ctx.secrets.open(gateway.secretSealed, gatewaySeal(gateway.id)),
          orgId: gateway.gatewayOrgId,
          sentinelId: gateway.sentinelId,
          limits,
          fetch: ask,
        });
      known.set(gateway.id, adapter);
      return adapter;
    },
  };
}

/** The cast with a gateway behind it that settles at once, unless the test says otherwise. */
export async function seedProvisioning(
  db: Database,
  gateway: DemoGateway,
  options: { settleSeconds?: number; cacheSeconds?: number } = {},
): Promise<World> {
  const world = await seedWorld(db, { gatewayUrl: gateway.url, gatewaySecret: TEST_GATEWAY_SECRET });
  await db.update(settings).set({ settleSeconds: options.settleSeconds ?? 0 });
  await db.update(gateways).set({ revocationDelaySeconds: options.cacheSeconds ?? 0 });
  return world;
}

/** What is unlike the usual: Ada’s request for Ledger on the standard plan, delivered in the secure way. */
export type RequestOptions = {
  by?: DeveloperActor;
  app?: { id: string; organizationId: string };
  plan?: 'standard' | 'free';
  delivery?: 'secure' | 'plain';
  terms?: Partial<PlanTerms>;
};

/** A request for Payments and Weather that an admin has just approved, with its credential. */
export async function approvedRequest(db: Database, world: World, options: RequestOptions = {}) {
  const requestId = newId();
  const by = options.by ?? world.ada;
  const app = options.app ?? world.ledger;
  const plan = options.plan === 'free' ? world.free : world.standard;
  await db.insert(accessRequests).values({
    id: requestId,
    organizationId: app.organizationId,
    appId: app.id,
    requestedBy: by.userId,
    catalogId: world.publicCatalog.id,
    planId: plan.id,
    gatewayId: world.gateway.id,
    status: 'approved',
    terms: {
      slug: plan.slug,
      displayName: plan.displayName,
      limitsPolicyId: plan.limitsPolicyId,
      rateRequests: plan.rateRequests,
      ratePerSeconds: plan.ratePerSeconds,
      quotaRequests: null,
      quotaPeriodSeconds: null,
      keyLifetimeDays: null,
      keyMetadata: { tier: 'gold' },
      settleSeconds: null,
      ...options.terms,
    },
    answers: [{ name: 'reason', label: 'Why?', kind: 'text', value: 'Zahlungen prüfen' }],
    delivery: options.delivery ?? 'secure',
    submissionKey: newId(),
    decidedVia: 'admin',
    decidedBy: world.priya.userId,
    decidedAt: new Date(),
  });
  await db.insert(accessRequestProducts).values([
    { accessRequestId: requestId, productId: world.payments.id, accessPolicyId: world.payments.accessPolicyId },
    { accessRequestId: requestId, productId: world.weather.id, accessPolicyId: world.weather.accessPolicyId },
  ]);
  const ctx = contextFor(db, world.priya);
  const { credentialId } = await mutate(ctx, async (unit) => {
    await unit.audit('access_request.approved', { kind: 'access_request', id: requestId });
    return prepareCredential(ctx, unit, { requestId });
  });
  return { requestId, credentialId };
}

/** The row as it is now. */
export async function credentialRow(db: Database, credentialId: string) {
  const [row] = await db.select().from(credentials).where(eq(credentials.id, credentialId));
  if (!row) throw new Error('there is no such credential');
  return row;
}

/**
 * Does the worker's part until nothing is left to be done now or soon: every credential that is not final is
 * synchronized when its look is due, as the jobs would.
 */
export async function quiesce(
  ctx: Context,
  gatewaysOf: Gateways,
  options: { limits?: SyncLimits; withinMs?: number } = {},
): Promise<void> {
  const system = { ...ctx, actor: systemActor('test worker') };
  await until(
    async () => {
      const open = await ctx.db
        .select()
        .from(credentials)
        .where(inArray(credentials.status, ['provisioning', 'active', 'revoking']));
      const waiting = open.filter((row) => row.status !== 'active' || row.settledAt === null || isPast(row.endsAt));
      for (const { id } of waiting) {
        await syncCredential(system, gatewaysOf, { credentialId: id }, options.limits ?? QUICK);
      }
      return waiting.map(({ id, status, lastError, attempts }) => ({ id, status, lastError, attempts }));
    },
    (waiting) => waiting.length === 0,
    options.withinMs,
  );
}

function isPast(moment: Date | null): boolean {
  return moment !== null && moment <= new Date();
}

/** The keys of this portal that the gateway holds, by credential; the sentinel left out. */
export function keysAt(gateway: DemoGateway) {
  return gateway
    .keys()
    .filter(({ session }) => session.meta_data.credential_id !== undefined)
    .map(({ id, key, name, session }) => ({ id, key, name, session, credentialId: session.meta_data.credential_id }));
}

/** What a consumer gets: the status of one call with this key. */
export async function callWith(gateway: DemoGateway, key: string, api = 'payments'): Promise<number> {
  const answer = await fetch(`${gateway.url}/${api}/`, { headers: { authorization: key } });
  await answer.arrayBuffer();
  return answer.status;
}
