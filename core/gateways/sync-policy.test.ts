import { and, eq, like, sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Context } from '@/core/context';
import { changePlan } from '@/core/plans/change-plan';
import { createPlan } from '@/core/plans/create-plan';
import { deletePlan } from '@/core/plans/delete-plan';
import { getPlanForAdmin } from '@/core/plans/get-plan-for-admin';
import type { Database } from '@/db/client';
import { auditEvents, gatewayPolicies, gateways, plans, products } from '@/db/schema';
import { DEMO_APIS, DEMO_POLICIES } from '@/gateway/demo/definitions';
import type { DemoGateway } from '@/gateway/demo/start-demo-gateway';
import { contextFor, inSandbox } from '@/test/harness';
import { planInput } from '@/test/plans';
import { startTestGateway, TEST_GATEWAY_SECRET, TEST_ORG_ID, testGateways } from '@/test/provisioning';
import { seedRequest } from '@/test/requests';
import { seedWorld, type World } from '@/test/world';
import { kickPolicy } from './kick-policy';
import { orderPolicyLooks } from './order-policy-looks';
import { ownPolicyId } from './own-policy';
import { PolicyNotWritten, syncPolicy } from './sync-policy';

let demo: DemoGateway;
beforeAll(async () => {
  demo = await startTestGateway();
});
afterEach(() => {
  demo.switches.reset();
  demo.clearCalls();
  demo.setDefinitions({ apis: DEMO_APIS, policies: DEMO_POLICIES });
});
afterAll(() => demo.close());

type Stage = {
  db: Database;
  world: World;
  ctx: Context;
  sync: (owner?: 'plan' | 'product', id?: string, more?: Partial<Context>) => Promise<void>;
  planId: string;
};
const own = (world: World, more: Parameters<typeof planInput>[0] = {}) =>
  planInput({ policyKind: 'own', gatewayId: world.gateway.id, ...more });

/** A world on the demo gateway, and a plan of Alan's with a policy of its own that no job has written yet. */
function withPlan(test: (stage: Stage) => Promise<void>): Promise<void> {
  return inSandbox(async (db) => {
    const world = await seedWorld(db, {
      gatewayUrl: demo.url,
      gatewaySecret: TEST_GATEWAY_SECRET,
      gatewayOrgId: TEST_ORG_ID,
    });
    const ctx = contextFor(db, world.alan);
    const { planId } = await createPlan(ctx, own(world, { catalogIds: [world.publicCatalog.id] }));
    const adapters = testGateways(ctx);
    const sync: Stage['sync'] = (owner = 'plan', ownerId = planId, more = {}) =>
      syncPolicy({ ...ctx, ...more }, adapters, { owner, ownerId });
    await test({ db, world, ctx, sync, planId });
  });
}

async function shown(policyId: string): Promise<Record<string, unknown> | null> {
  const answer = await fetch(`${demo.url}/tyk/policies/${policyId}`, {
    headers: { 'x-tyk-authorization': TEST_GATEWAY_SECRET },
  });
  return answer.status === 200 ? ((await answer.json()) as Record<string, unknown>) : null;
}
const planRow = async (db: Database, planId: string) => (await db.select().from(plans).where(eq(plans.id, planId)))[0];
const known = async (db: Database, policyId: string) =>
  (await db.select().from(gatewayPolicies).where(eq(gatewayPolicies.policyId, policyId)))[0];
const policyEvents = async (db: Database, subjectId: string) =>
  (
    await db
      .select({ event: auditEvents.event })
      .from(auditEvents)
      .where(and(eq(auditEvents.subjectId, subjectId), like(auditEvents.event, 'policy.%')))
      // All of one transaction have one time; ids are in the order in which they were drawn.
      .orderBy(auditEvents.id)
  ).map(({ event }) => event);
const writes = () =>
  demo.calls().filter(({ method, route }) => route.startsWith('/tyk/policies') && method !== 'GET').length;

describe('a policy of a plan’s own', () => {
  test('it is written as the row says, and the plan is offered from then on', () =>
    withPlan(async ({ db, ctx, sync, planId }) => {
      await sync();
      expect(await shown(ownPolicyId('plan', planId))).toMatchObject({
        name: 'Gold',
        rate: 20,
        per: 10,
        quota_max: 500,
        quota_renewal_rate: 3600,
      });
      expect(await getPlanForAdmin(ctx, { planId })).toMatchObject({ problem: null, otherLimits: null });
      expect(await known(db, ownPolicyId('plan', planId))).toMatchObject({
        missingSince: null,
        grantsAccess: false,
        quotaMax: 500,
      });
      expect(await policyEvents(db, planId)).toEqual(['policy.written']);
    }));

  test('run twice it is written once, and told once', () =>
    withPlan(async ({ db, sync, planId }) => {
      await sync();
      await sync();
      expect(writes()).toBe(1);
      expect(await policyEvents(db, planId)).toEqual(['policy.written']);
    }));

  test('killed between the write and its note, the next run ends the same', () =>
    withPlan(async ({ db, sync, planId }) => {
      const fault = async () => {
        throw new Error('killed');
      };
      await expect(sync('plan', planId, { fault })).rejects.toThrow('killed');
      expect((await known(db, ownPolicyId('plan', planId)))?.missingSince).not.toBeNull();
      await sync();
      expect((await known(db, ownPolicyId('plan', planId)))?.missingSince).toBeNull();
      expect(writes()).toBe(1);
      expect(await policyEvents(db, planId)).toEqual(['policy.written']);
    }));

  test('changed limits reach the gateway, and what somebody did to them there is put right', () =>
    withPlan(async ({ world, ctx, sync, planId }) => {
      await sync();
      await changePlan(ctx, {
        ...own(world, { rateRequests: 3, quotaRequests: null, quotaPeriodSeconds: null }),
        planId,
        version: 1,
        confirmed: '',
      });
      await sync();
      const policyId = ownPolicyId('plan', planId);
      const wanted = { rate: 3, quota_max: -1 };
      const found = await shown(policyId);
      expect(found).toMatchObject(wanted);
      await fetch(`${demo.url}/tyk/policies/${policyId}`, {
        method: 'PUT',
        headers: { 'x-tyk-authorization': TEST_GATEWAY_SECRET },
        body: JSON.stringify({ ...found, rate: 9999 }),
      });
      await fetch(`${demo.url}/tyk/reload/?block=true`, { headers: { 'x-tyk-authorization': TEST_GATEWAY_SECRET } });
      await sync();
      expect(await shown(policyId)).toMatchObject(wanted);
    }));

  test('a change that came while the gateway was asked is not noted as done', () =>
    withPlan(async ({ db, sync, planId }) => {
      const fault = async () => {
        await db.update(plans).set({ rateRequests: 1, version: sql`version + 1` }).where(eq(plans.id, planId));
      };
      await sync('plan', planId, { fault });
      expect((await known(db, ownPolicyId('plan', planId)))?.missingSince).not.toBeNull();
      await sync();
      expect(await shown(ownPolicyId('plan', planId))).toMatchObject({ rate: 1 });
      expect((await known(db, ownPolicyId('plan', planId)))?.missingSince).toBeNull();
    }));
});

test('a look that follows a write never puts off the order of a newer change', () =>
  withPlan(async ({ db, world, ctx, sync, planId }) => {
    const dueIn = async () => {
      const { rows } = await db.execute<{ due: number }>(
        sql`select extract(epoch from run_at - now())::int as due from graphile_worker._private_jobs where key = ${`policy:${planId}`}`,
      );
      return rows[0]?.due ?? null;
    };
    const fault = async () => {
      await changePlan(ctx, { ...own(world, { rateRequests: 1 }), planId, version: 1, confirmed: '' });
    };
    await sync('plan', planId, { fault });
    expect(await dueIn()).toBeLessThan(5);
    await sync();
    expect(await dueIn()).toBeGreaterThan(5);
  }));

describe('what stands in the way is said on the plan', () => {
  test.each([
    ['silence', { down: 'cut' as const }, /does not answer/, true],
    ['a slow gateway', { hang: true }, /no answer in time/, true],
    ['a lie', { liePolicy: 'nothing' as const }, /does not show it/, true],
    ['half a policy', { liePolicy: 'partitions' as const }, /does not show it/, true],
    ['a refused secret', { wrongSecret: true }, /refuses the portal’s secret/, false],
    ['a Dashboard', { policiesFromService: true }, /takes its policies from elsewhere/, false],
    ['an old gateway', { noPolicyRoutes: true }, /takes its policies from elsewhere/, false],
  ])('%s', (_name, trouble, words, isTriedAgain) =>
    withPlan(async ({ db, sync, planId }) => {
      demo.switches.set(trouble);
      const tried = sync();
      if (isTriedAgain) await expect(tried).rejects.toBeInstanceOf(PolicyNotWritten);
      else await tried;
      const problem = (await planRow(db, planId))?.policyProblem ?? '';
      expect(problem).toMatch(words);
      expect(problem).not.toContain(TEST_GATEWAY_SECRET);
      await sync().catch(() => {});
      expect(await policyEvents(db, planId)).toEqual(['policy.refused']);

      demo.switches.reset();
      // After a refused secret the gateway is left alone for a moment.
      const problemNow = async () => {
        await sync().catch(() => {});
        return (await planRow(db, planId))?.policyProblem;
      };
      await expect.poll(problemNow).toBeNull();
      expect(await policyEvents(db, planId)).toEqual(['policy.refused', 'policy.written']);
    }),
  );

  test('a foreign policy under its id is left alone', () =>
    withPlan(async ({ db, sync, planId }) => {
      const policyId = ownPolicyId('plan', planId);
      const theirs = {
        policyId,
        name: 'Theirs',
        apiIds: [],
        partitions: 'all' as const,
        rate: 1,
        perSeconds: 1,
        quotaMax: 1,
        quotaRenewalSeconds: 1,
      };
      demo.setDefinitions({ apis: DEMO_APIS, policies: [...DEMO_POLICIES, theirs] });
      await sync();
      expect(writes()).toBe(0);
      expect((await planRow(db, planId))?.policyProblem).toMatch(/did not make/);
      expect((await known(db, policyId))?.missingSince).not.toBeNull();
    }));

  test('the kick after a change never throws', () =>
    withPlan(async ({ ctx, planId }) => {
      demo.switches.set({ down: 'cut' });
      await expect(kickPolicy(ctx, testGateways(ctx), { owner: 'plan', ownerId: planId })).resolves.toBeUndefined();
    }));
});

describe('a policy that nobody owns any more', () => {
  test('it is deleted with its plan, also when the job died after the deletion', () =>
    withPlan(async ({ db, ctx, sync, world, planId }) => {
      await sync();
      await changePlan(ctx, { ...own(world), planId, version: 1, confirmed: '' });
      await deletePlan(ctx, { planId, version: 2 });
      demo.switches.set({ answerLost: true, only: ['DELETE'], times: 1 });
      await expect(sync()).rejects.toThrow('tries again');
      await sync();
      expect(await shown(ownPolicyId('plan', planId))).toBeNull();
      expect(await known(db, ownPolicyId('plan', planId))).toBeUndefined();
    }));

  test('it stays as long as a key or an open request has it, and goes after that', () =>
    withPlan(async ({ db, ctx, sync, world, planId }) => {
      await sync();
      const { requestId } = await seedRequest(db, world, { plan: { id: planId } });
      const asked = await changePlan(ctx, {
        ...planInput({ catalogIds: [] }),
        planId,
        version: 1,
        confirmed: '',
      }).catch((error: { fieldErrors: Record<string, string[]> }) => error.fieldErrors);
      if (!asked) throw new Error('nothing was asked');
      await changePlan(ctx, { ...planInput(), planId, version: 1, confirmed: asked.confirmMark?.[0] ?? '' });
      await sync();
      expect(await shown(ownPolicyId('plan', planId))).toMatchObject({ quota_max: 500 });
      await db.execute(sql`update access_requests set status = 'cancelled' where id = ${requestId}`);
      await sync();
      expect(await shown(ownPolicyId('plan', planId))).toBeNull();
    }));

  test('by the clock, every policy is looked at: owned ones, and those that were left behind', () =>
    withPlan(async ({ db, ctx, world }) => {
      const left = ownPolicyId('plan', world.ada.userId);
      await db.insert(gatewayPolicies).values({ gatewayId: world.gateway.id, policyId: left, name: 'Left' });
      await db.execute(sql`delete from graphile_worker._private_jobs`);
      await orderPolicyLooks(ctx);
      const { rows } = await db.execute<{ owners: number }>(
        sql`select count(*)::int as owners from graphile_worker._private_jobs`,
      );
      expect(rows[0]?.owners).toBe(2);
    }));
});

test('a product’s own policy opens exactly its APIs, and one without APIs is not written', () =>
  withPlan(async ({ db, sync, world }) => {
    const [gateway] = await db.select().from(gateways);
    if (!gateway) throw new Error('there is no gateway');
    const policyId = ownPolicyId('product', world.payments.id);
    await db
      .update(products)
      .set({ ownsPolicy: true, accessPolicyId: policyId })
      .where(eq(products.id, world.payments.id));
    await sync('product', world.payments.id);
    expect(await shown(policyId)).toMatchObject({
      access_rights: { payments: { api_id: 'payments' } },
      partitions: { acl: true, quota: false },
    });
    expect(await known(db, policyId)).toMatchObject({ grantsAccess: true, apiIds: ['payments'] });
    await db.execute(sql`update product_apis set gateway_api_id = null where product_id = ${world.payments.id}`);
    await db.update(products).set({ version: sql`version + 1` }).where(eq(products.id, world.payments.id));
    await sync('product', world.payments.id);
    const [row] = await db.select().from(products).where(eq(products.id, world.payments.id));
    expect(row?.policyProblem).toMatch(/would open nothing/);
    expect(await shown(policyId)).toMatchObject({ access_rights: { payments: {} } });
  }));
