import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { auditEvents, gatewayPolicies, plans } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { planInput, seedPolicy } from '@/test/plans';
import { seedRequest } from '@/test/requests';
import { seedWorld } from '@/test/world';
import { keyMetadata } from '../credentials/key-metadata';
import { createPlan } from './create-plan';
import { getPlanForAdmin } from './get-plan-for-admin';
import { getPlanProposal, listPlanChoices } from './list-plan-choices';

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

describe('making a plan', () => {
  test('a plan keeps what the form says, gets a short name, and stands in its catalogs', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db, world.alan);
      const { planId } = await createPlan(
        ctx,
        planInput({
          name: '  Größte  Pläne ',
          catalogIds: [world.publicCatalog.id],
          lifetimeDays: 90,
          metadata: [
            { name: 'tier', value: 'gold' },
            { name: '', value: ' ' },
          ],
        }),
      );
      const plan = await getPlanForAdmin(ctx, { planId });
      expect(plan).toMatchObject({
        name: 'Größte Pläne',
        slug: 'gro-te-plane',
        keyLifetimeDays: 90,
        rateRequests: 20,
        quotaPeriodSeconds: 3600,
      });
      expect(plan.keyMetadata).toEqual([{ name: 'tier', value: 'gold' }]);
      expect(plan.catalogs.map(({ slug }) => slug)).toEqual(['public']);
      const [event] = await eventsOf(db, planId);
      expect(event).toMatchObject({ event: 'plan.created', detail: { catalogs: ['public'], rateRequests: 20 } });
    }));

  test('what is wrong is said beside its field, all at once', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db, world.alan);
      const wrong = planInput({
        name: '',
        slug: 'No Slug',
        ratePerSeconds: null,
        quotaRequests: 0,
        lifetimeDays: 0.5,
        requestAllowance: 3,
        policyKind: 'existing',
      });
      expect(Object.keys(await fieldsOf(createPlan(ctx, wrong))).sort()).toEqual([
        'allowancePeriodDays',
        'lifetimeDays',
        'name',
        'policyRowId',
        'quotaRequests',
        'ratePerSeconds',
        'slug',
      ]);
      expect(await fieldsOf(createPlan(ctx, planInput({ slug: 'free' })))).toHaveProperty('slug');
      expect(await fieldsOf(createPlan(ctx, planInput({ catalogIds: [world.alan.userId] })))).toHaveProperty(
        'catalogIds',
      );
    }));

  // Read numbers with parseInt alone, and drop the CHECKs, and this must fail.
  test('a limit is a whole number that means something, to the form and to the database [V-13]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db, world.alan);
      const limits = ['rateRequests', 'ratePerSeconds', 'quotaRequests', 'quotaPeriodSeconds', 'lifetimeDays'] as const;
      for (const value of [0, -1, 1.5, 2 ** 31, 2 ** 53, 1e308, Number.POSITIVE_INFINITY, Number.NaN]) {
        for (const limit of limits) {
          expect(await fieldsOf(createPlan(ctx, planInput({ [limit]: value }))), `${limit} ${value}`).toHaveProperty(
            limit,
          );
        }
      }
      const { planId } = await createPlan(ctx, planInput({ name: 'Whole' }));
      const columns = ['rateRequests', 'ratePerSeconds', 'quotaRequests', 'quotaPeriodSeconds', 'keyLifetimeDays'];
      for (const column of columns) {
        const written = db.transaction((tx) =>
          tx
            .update(plans)
            .set({ [column]: 0 })
            .where(eq(plans.id, planId)),
        );
        await expect(written, column).rejects.toThrow();
      }
    }));

  test('no metadata takes a name that the portal writes into keys', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db, world.alan);
      const facts = {
        portalInstance: '',
        credentialId: '',
        generation: 1,
        developer: null,
        organizationId: '',
        app: { id: '', name: '' },
        answers: [],
        planMetadata: {},
      };
      const names = [...Object.keys(keyMetadata(facts)), 'request_purpose', 'developer_company', '1st', 'a-b', ''];
      for (const name of names) {
        const input = planInput({ metadata: [{ name, value: 'x' }] });
        expect(await fieldsOf(createPlan(ctx, input)), name).toHaveProperty('metadata');
      }
      for (const value of ['', 'ü', 'two\nlines', 'x'.repeat(257)]) {
        expect(
          await fieldsOf(createPlan(ctx, planInput({ metadata: [{ name: 'tier', value }] }))),
          value,
        ).toHaveProperty('metadata');
      }
      const twice = [
        { name: 'tier', value: 'a' },
        { name: 'tier', value: 'b' },
      ];
      expect(await fieldsOf(createPlan(ctx, planInput({ metadata: twice })))).toHaveProperty('metadata');
    }));

  test('a policy that opens APIs, that is gone, or that the portal keeps is never a plan’s', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db, world.alan);
      const opens = await seedPolicy(db, world.gateway.id, { policyId: 'both', grantsAccess: true });
      const gone = await seedPolicy(db, world.gateway.id, { policyId: 'gone', missingSince: new Date() });
      const kept = await seedPolicy(db, world.gateway.id, { policyId: `portico-plan-${world.free.id}` });
      for (const policy of [opens, gone, kept]) {
        const input = planInput({ policyKind: 'existing', policyRowId: policy.id });
        expect(await fieldsOf(createPlan(ctx, input)), policy.policyId).toHaveProperty('policyRowId');
      }
      expect((await listPlanChoices(ctx)).policies).toEqual([]);
      const good = await seedPolicy(db, world.gateway.id);
      expect(await getPlanProposal(ctx, { policyRowId: good.id })).toMatchObject({
        name: 'Gold limits',
        limits: { rateRequests: 20, quotaPeriodSeconds: 3600 },
      });
      expect(await getPlanProposal(contextFor(db, world.ada), { policyRowId: good.id })).toBeNull();
    }));

  test('a plan with a policy of its own is not offered before the gateway has shown it', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db, world.alan);
      const input = planInput({ policyKind: 'own', gatewayId: world.gateway.id, catalogIds: [world.publicCatalog.id] });
      const { planId } = await createPlan(ctx, input);
      expect(await rowOf(db, planId)).toMatchObject({ ownsPolicy: true, limitsPolicyId: `portico-plan-${planId}` });
      expect((await getPlanForAdmin(ctx, { planId })).problem).toMatch(/does not have its policy yet/);
      expect(await outcome(seedRequest(db, world, { plan: { id: planId } }))).toBe('invalid');
      await db
        .update(gatewayPolicies)
        .set({ missingSince: null })
        .where(eq(gatewayPolicies.policyId, `portico-plan-${planId}`));
      expect(await outcome(seedRequest(db, world, { plan: { id: planId } }))).toBe('ok');
    }));
});
