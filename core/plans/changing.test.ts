import { and, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { auditEvents, catalogPlans, gatewayPolicies, plans } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { planInput, seedPolicy } from '@/test/plans';
import { seedRequest } from '@/test/requests';
import { seedWorld } from '@/test/world';
import { prepareCredential } from '../credentials/prepare-credential';
import { mutate } from '../mutate';
import { archivePlan } from './archive-plan';
import { changePlan } from './change-plan';
import { createPlan } from './create-plan';
import { deletePlan } from './delete-plan';
import { getPlanForAdmin } from './get-plan-for-admin';
import { restorePlan } from './restore-plan';
import { takePolicyLimits } from './take-policy-limits';

type Db = Parameters<typeof contextFor>[0];

const rowOf = async (db: Db, planId: string) => {
  const [row] = await db.select().from(plans).where(eq(plans.id, planId));
  if (!row) throw new Error('there is no such plan');
  return row;
};

const eventsOf = (db: Db, planId: string) =>
  db
    .select({ event: auditEvents.event, detail: auditEvents.detail })
    .from(auditEvents)
    .where(eq(auditEvents.subjectId, planId))
    .orderBy(auditEvents.id);

const fieldsOf = (work: Promise<unknown>) =>
  work.then(
    () => ({}),
    (error: { fieldErrors?: object }) => error.fieldErrors ?? {},
  );

describe('changing a plan', () => {
  test('a stale form is a conflict, and so is the second of two', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { planId } = await createPlan(contextFor(db, world.alan), planInput());
      const change = (name: string) =>
        changePlan(contextFor(db, world.priya), { ...planInput({ name }), planId, version: 1, confirmed: '' });
      await change('Silver');
      await expect(change('Bronze')).rejects.toMatchObject({ code: 'conflict' });
      expect(await rowOf(db, planId)).toMatchObject({ displayName: 'Silver', version: 2 });
      const [, event] = await eventsOf(db, planId);
      expect(event).toMatchObject({
        event: 'plan.changed',
        detail: { changes: { displayName: { from: 'Gold', to: 'Silver' } } },
      });
    }));

  test('catalogs come and go with the form, and whoever has one open on an old page is told', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db, world.alan);
      const { planId } = await createPlan(ctx, planInput({ catalogIds: [world.publicCatalog.id] }));
      await changePlan(ctx, {
        ...planInput({ catalogIds: [world.partnerCatalog.id] }),
        planId,
        version: 1,
        confirmed: '',
      });
      const placed = await db
        .select({ id: catalogPlans.catalogId })
        .from(catalogPlans)
        .where(eq(catalogPlans.planId, planId));
      expect(placed).toEqual([{ id: world.partnerCatalog.id }]);
      const { setCatalogPlans } = await import('../catalogs/set-plans');
      await expect(
        setCatalogPlans(ctx, { catalogId: world.partnerCatalog.id, version: 1, planIds: [] }),
      ).rejects.toMatchObject({ code: 'conflict' });
    }));

  test('a change that touches live keys is asked about first, with their number, and done when it is confirmed', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db, world.alan);
      const own = planInput({
        policyKind: 'own',
        gatewayId: world.gateway.id,
        catalogIds: [world.publicCatalog.id],
        autoApprove: true,
      });
      const { planId } = await createPlan(ctx, own);
      await db
        .update(gatewayPolicies)
        .set({ missingSince: null })
        .where(eq(gatewayPolicies.policyId, `portico-plan-${planId}`));
      const { requestId } = await seedRequest(db, world, { plan: { id: planId } });
      await bringToLife(db, requestId);

      const change = (confirmed: string, more = {}) =>
        changePlan(ctx, { ...own, rateRequests: 5, lifetimeDays: 30, ...more, planId, version: 1, confirmed });
      const asked = await change('').catch((error: { fieldErrors: Record<string, string[]> }) => error.fieldErrors);
      if (!asked) throw new Error('nothing was asked');
      expect(asked.confirmed).toEqual([
        'The limits of 1 live key of 1 organization change at once, as soon as the gateway has the new policy.',
        'What lives keeps its end: 1 live key of 1 organization. Only new keys live as long as you say now.',
      ]);
      expect(await rowOf(db, planId)).toMatchObject({ rateRequests: 20, version: 1 });
      // Another change than the one that was asked about is asked about again.
      expect(
        await fieldsOf(change(asked.confirmMark?.[0] ?? '', { metadata: [{ name: 'tier', value: 'x' }] })),
      ).toHaveProperty('confirmed');
      await change(asked.confirmMark?.[0] ?? '');
      expect(await rowOf(db, planId)).toMatchObject({ rateRequests: 5, keyLifetimeDays: 30, version: 2 });
    }));

  test('what touches nobody is not asked about', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db, world.alan);
      const { planId } = await createPlan(ctx, planInput());
      await changePlan(ctx, { ...planInput({ rateRequests: 1 }), planId, version: 1, confirmed: '' });
      expect(await rowOf(db, planId)).toMatchObject({ rateRequests: 1 });
    }));

  test('limits that differ from the policy’s are found, and taken over on demand', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db, world.alan);
      const policy = await seedPolicy(db, world.gateway.id, { rate: 7, per: 1, quotaMax: -1 });
      const { planId } = await createPlan(ctx, planInput({ policyKind: 'existing', policyRowId: policy.id }));
      const limits = { rateRequests: 7, ratePerSeconds: 1, quotaRequests: null, quotaPeriodSeconds: null };
      expect((await getPlanForAdmin(ctx, { planId })).otherLimits).toEqual(limits);
      await takePolicyLimits(ctx, { planId, version: 1 });
      expect(await getPlanForAdmin(ctx, { planId })).toMatchObject({ ...limits, otherLimits: null, version: 2 });
    }));
});

describe('the end of a plan', () => {
  test('an archived plan is offered no more until it is restored', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db, world.alan);
      await archivePlan(ctx, { planId: world.standard.id, version: 1 });
      expect(await outcome(seedRequest(db, world))).toBe('invalid');
      await restorePlan(ctx, { planId: world.standard.id, version: 2 });
      expect(await outcome(seedRequest(db, world))).toBe('ok');
    }));

  test('a plan that something refers to is not deleted, and it says what does', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db, world.alan);
      await seedRequest(db, world);
      const refusal = deletePlan(ctx, { planId: world.standard.id, version: 1 });
      await expect(refusal).rejects.toMatchObject({
        code: 'conflict',
        message: expect.stringMatching(/1 request was made on it; it is in the catalogs .*public/),
      });
      const { planId } = await createPlan(ctx, planInput());
      await deletePlan(ctx, { planId, version: 1 });
      expect(await db.select().from(plans).where(eq(plans.id, planId))).toEqual([]);
      expect((await eventsOf(db, planId)).map(({ event }) => event)).toEqual(['plan.created', 'plan.deleted']);
    }));
});

/** An approved request’s key, as live as the database can make it without a gateway. */
async function bringToLife(db: Db, requestId: string): Promise<void> {
  const { credentials } = await import('@/db/schema');
  const [there] = await db
    .select({ id: credentials.id })
    .from(credentials)
    .where(eq(credentials.accessRequestId, requestId));
  if (!there) {
    const ctx = contextFor(db, { kind: 'system', name: 'test' });
    await mutate(ctx, async (unit) => void (await prepareCredential(ctx, unit, { requestId })));
  }
  await db
    .update(credentials)
    .set({
      status: 'active',
      activeAt: new Date(),
      keyDigest: Buffer.from('k'),
      keyIdDigest: Buffer.from('i'),
      keyIdSealed: Buffer.from('x'),
    })
    .where(and(eq(credentials.accessRequestId, requestId)));
}
