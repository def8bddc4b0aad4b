import { archivePlan } from '@/core/plans/archive-plan';
import { changePlan } from '@/core/plans/change-plan';
import { createPlan } from '@/core/plans/create-plan';
import { deletePlan } from '@/core/plans/delete-plan';
import { restorePlan } from '@/core/plans/restore-plan';
import { takePolicyLimits } from '@/core/plans/take-policy-limits';
import { writePolicyAgain } from '@/core/plans/write-policy-again';
import type { Database } from '@/db/client';
import { contextFor } from '../harness';
import { planInput, seedPolicy } from '../plans';
import type { World } from '../world';
import { expecting, nothing, type Role, type Row, row } from './roles';

const runners: Role[] = ['priya', 'alan'];
const onlyRunners = expecting('not_found', { ok: runners, forbidden: ['arun', 'audrey'] });

type Stage = { planId: string; version: number };

async function somePlan(db: Database, world: World): Promise<Stage> {
  const { planId } = await createPlan(contextFor(db, world.alan), planInput());
  return { planId, version: 1 };
}

async function onAPolicy(db: Database, world: World): Promise<Stage> {
  const policy = await seedPolicy(db, world.gateway.id, { rate: 7 });
  const input = planInput({ policyKind: 'existing', policyRowId: policy.id });
  const { planId } = await createPlan(contextFor(db, world.alan), input);
  return { planId, version: 1 };
}

async function withItsOwn(db: Database, world: World): Promise<Stage> {
  const input = planInput({ policyKind: 'own', gatewayId: world.gateway.id });
  const { planId } = await createPlan(contextFor(db, world.alan), input);
  return { planId, version: 1 };
}

/** Verbs about plans. */
export const plans: Row[] = [
  row({
    verb: 'createPlan',
    stage: nothing,
    act: (ctx) => createPlan(ctx, planInput()),
    expected: expecting('forbidden', { ok: runners }),
  }),
  row({
    verb: 'changePlan',
    stage: somePlan,
    act: (ctx, stage: Stage) => changePlan(ctx, { ...planInput({ name: 'Silver' }), ...stage, confirmed: '' }),
    expected: onlyRunners,
  }),
  row({ verb: 'archivePlan', stage: somePlan, act: archivePlan, expected: onlyRunners }),
  row({ verb: 'restorePlan', stage: somePlan, act: restorePlan, expected: onlyRunners }),
  row({ verb: 'deletePlan', stage: somePlan, act: deletePlan, expected: onlyRunners }),
  row({ verb: 'takePolicyLimits', stage: onAPolicy, act: takePolicyLimits, expected: onlyRunners }),
  row({ verb: 'writePolicyAgain', stage: withItsOwn, act: writePolicyAgain, expected: onlyRunners }),
  { verb: 'notePolicyWritten', system: 'a step of syncPolicy' },
  { verb: 'notePolicyRefused', system: 'a step of syncPolicy' },
  { verb: 'removeLeftPolicies', system: 'a step of syncPolicy' },
];
