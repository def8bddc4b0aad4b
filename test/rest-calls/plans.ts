import { archivePlan } from '@/core/plans/archive-plan';
import { createPlan } from '@/core/plans/create-plan';
import { planInput, seedPolicy } from '../plans';
import type { Stage } from '../provisioning-stage';
import { fresh, type RestCall, reads, runners } from './call';

const writes = { scope: 'plans:write', may: runners } as const;

async function made(stage: Stage): Promise<string> {
  return (await createPlan(stage.as(stage.world.alan), planInput({ name: fresh('Gold') }))).planId;
}

async function archived(stage: Stage): Promise<string> {
  const planId = await made(stage);
  await archivePlan(stage.as(stage.world.alan), { planId, version: 1 });
  return planId;
}

/** Operations on plans. */
export const planCalls: Record<string, RestCall> = {
  listPlans: reads('plans:read', () => '/plans'),
  getPlan: reads('plans:read', ({ world }) => `/plans/${world.standard.id}`),
  createPlan: {
    ...writes,
    stage: async ({ world }) => ({
      path: '/plans',
      body: {
        name: fresh('Gold'),
        rateRequests: 20,
        ratePerSeconds: 1,
        keyLifetimeDays: 90,
        keyMetadata: { tier: 'gold' },
        catalogIds: [world.publicCatalog.id],
      },
    }),
    status: 201,
    wrong: ['rateRequests', 'many'],
  },
  changePlan: {
    ...writes,
    stage: async (stage) => ({
      path: `/plans/${await made(stage)}`,
      body: { description: 'For all.', autoApprove: true },
    }),
    status: 200,
    wrong: ['autoApprove', 'yes'],
    again: 200,
  },
  deletePlan: {
    ...writes,
    stage: async (stage) => ({ path: `/plans/${await made(stage)}` }),
    status: 204,
    again: 404,
  },
  archivePlan: {
    ...writes,
    stage: async (stage) => ({ path: `/plans/${await made(stage)}/archive` }),
    status: 200,
    again: 200,
  },
  restorePlan: {
    ...writes,
    stage: async (stage) => ({ path: `/plans/${await archived(stage)}/restore` }),
    status: 200,
    again: 200,
  },
  takePolicyLimits: {
    ...writes,
    stage: async (stage) => {
      const { id: gatewayId } = stage.world.gateway;
      const policy = await seedPolicy(stage.db, gatewayId, { policyId: fresh('gold') });
      const wish = planInput({ name: fresh('Gold'), policyKind: 'existing', policyRowId: policy.id });
      const { planId } = await createPlan(stage.as(stage.world.alan), wish);
      return { path: `/plans/${planId}/take-policy-limits` };
    },
    status: 200,
    again: 200,
  },
  writePlanPolicy: {
    ...writes,
    stage: async (stage) => {
      const wish = planInput({ name: fresh('Gold'), policyKind: 'own', gatewayId: stage.world.gateway.id });
      return { path: `/plans/${(await createPlan(stage.as(stage.world.alan), wish)).planId}/write-policy` };
    },
    status: 200,
    again: 200,
  },
};
