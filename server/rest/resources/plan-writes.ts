import { z } from '@hono/zod-openapi';
import type { Context } from '@/core/context';
import { kickPolicy } from '@/core/gateways/kick-policy';
import { archivePlan } from '@/core/plans/archive-plan';
import { changePlan } from '@/core/plans/change-plan';
import { createPlan } from '@/core/plans/create-plan';
import { deletePlan } from '@/core/plans/delete-plan';
import { restorePlan } from '@/core/plans/restore-plan';
import { takePolicyLimits } from '@/core/plans/take-policy-limits';
import { writePolicyAgain } from '@/core/plans/write-policy-again';
import { asNamed } from '../naming';
import { nothing, type Operation, operation, type Parts, versionOf } from '../operation';
import { changeConfirmed } from './change-confirmed';
import { currentPlan, type Plan, plan, planNow } from './plan';
import { partialWish, planInput, planNaming, planWish } from './plan-wishes';

const about = { tag: 'Plans', scope: 'plans:write', answer: plan } as const;

/** A policy of the portal's own is written at once; the job that was ordered with the change makes sure of it. */
async function tellGateway(ctx: Context, { gateways }: Parts, made: Plan): Promise<void> {
  if (made.policy?.ownsPolicy) await kickPolicy(ctx, gateways, { owner: 'plan', ownerId: made.id });
}

type Act = { name: string; operationId: string; summary: string; about: string };

/** An act that wants to be told nothing but on which plan, and answers it as it is afterwards. */
function act(
  { name, ...words }: Act,
  verb: (ctx: Context, input: { planId: string; version: number }) => Promise<void>,
): Operation {
  return operation({
    ...about,
    ...words,
    method: 'post',
    path: `/plans/{id}/${name}`,
    body: z.strictObject({}),
    current: currentPlan,
    run: async (ctx, { params, current }) => {
      const planId = params.id ?? '';
      await verb(ctx, { planId, version: versionOf(current) });
      return planNow(ctx, planId);
    },
    afterwards: tellGateway,
  });
}

/** Making, changing and ending plans. */
export const planWrites: readonly Operation[] = [
  operation({
    ...about,
    method: 'post',
    path: '/plans',
    operationId: 'createPlan',
    summary: 'Make a plan',
    about: 'With a policy of the portal’s own it is offered as soon as the gateway has shown that policy.',
    body: partialWish()
      .extend({ name: planWish.name })
      .openapi({ example: { name: 'Gold', rateRequests: 20, ratePerSeconds: 1, autoApprove: false } }),
    status: 201,
    run: (ctx, { body }) =>
      asNamed(async () => {
        const { planId } = await createPlan(ctx, await planInput(ctx, null, body));
        return planNow(ctx, planId);
      }, planNaming),
    locationOf: ({ id }) => `/plans/${id}`,
    afterwards: tellGateway,
  }),
  operation({
    ...about,
    method: 'patch',
    path: '/plans/{id}',
    operationId: 'changePlan',
    summary: 'Change a plan',
    about:
      'What is left out stays. Where it touches live keys or requests that wait it is refused with 422, with one error ' +
      'at `/confirmed` for each effect; sent again with `confirmed: true` it is done.',
    body: partialWish()
      .extend({
        confirmed: z
          .boolean()
          .default(false)
          .openapi({ description: 'Do it also where it touches live keys and requests that wait.' }),
      })
      .openapi({ example: { rateRequests: 50, ratePerSeconds: 1, confirmed: true } }),
    current: currentPlan,
    run: (ctx, { params, body: { confirmed, ...wish }, current }) =>
      asNamed(async () => {
        const planId = params.id ?? '';
        const input = await planInput(ctx, plan.parse(current), wish);
        await changeConfirmed(confirmed, (mark) =>
          changePlan(ctx, { ...input, planId, version: versionOf(current), confirmed: mark }),
        );
        return planNow(ctx, planId);
      }, planNaming),
    afterwards: tellGateway,
  }),
  operation({
    ...about,
    method: 'delete',
    path: '/plans/{id}',
    operationId: 'deletePlan',
    summary: 'Delete a plan',
    about: 'One that nothing refers to, and the policy that the portal kept for it. 409 otherwise: archive it.',
    status: 204,
    answer: nothing,
    current: currentPlan,
    run: async (ctx, { params, current }) => {
      await deletePlan(ctx, { planId: params.id ?? '', version: versionOf(current) });
      return null;
    },
  }),
  act(
    {
      name: 'archive',
      operationId: 'archivePlan',
      summary: 'Archive a plan',
      about: 'It is offered no more. Its keys go on, and requests that wait on it can be decided.',
    },
    archivePlan,
  ),
  act(
    {
      name: 'restore',
      operationId: 'restorePlan',
      summary: 'Restore an archived plan',
      about: 'It is offered again, in the catalogs that it is still in.',
    },
    restorePlan,
  ),
  act(
    {
      name: 'take-policy-limits',
      operationId: 'takePolicyLimits',
      summary: 'Show the limits that the policy has',
      about: 'The plan shows what its gateway’s policy enforces. Nothing at the gateway changes.',
    },
    takePolicyLimits,
  ),
  act(
    {
      name: 'write-policy',
      operationId: 'writePlanPolicy',
      summary: 'Write the policy of a plan again',
      about: 'One of the portal’s own, after whatever stood in the way was mended. 409 where it keeps none.',
    },
    writePolicyAgain,
  ),
];
