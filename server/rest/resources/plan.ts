import { z } from '@hono/zod-openapi';
import type { Context } from '@/core/context';
import { getPlanForAdmin } from '@/core/plans/get-plan-for-admin';
import { id, named } from '../fields';
import type { Current, Params } from '../operation';

/** What a plan limits; null: it does not. */
export const planLimits = {
  rateRequests: z.number().nullable(),
  ratePerSeconds: z.number().nullable(),
  quotaRequests: z.number().nullable(),
  quotaPeriodSeconds: z.number().nullable(),
  keyLifetimeDays: z.number().nullable(),
};

/** A plan, as every operation on it answers it. */
export const plan = z
  .object({
    id,
    slug: z.string(),
    version: z.number().int().openapi({ description: 'Goes up with every change.' }),
    name: z.string(),
    description: z.string(),
    ...planLimits,
    autoApprove: z.boolean(),
    decidedBy: z
      .enum(['admin', 'third_party'])
      .nullable()
      .openapi({ description: 'Who decides where it is not approved by itself; null: as the settings say.' }),
    requestAllowance: z.number().nullable(),
    allowancePeriodDays: z.number().nullable(),
    policy: z
      .object({
        gatewayId: id,
        policyId: z.string().openapi({ description: 'The gateway’s id of the policy with its limits.' }),
        ownsPolicy: z.boolean().openapi({ description: 'The portal keeps this policy at the gateway itself.' }),
      })
      .nullable(),
    keyMetadata: z.record(z.string(), z.string()),
    isArchived: z.boolean(),
    problem: z.string().nullable(),
    catalogs: z.array(named.extend({ slug: z.string() })),
  })
  .openapi('Plan');

/** A plan as it is answered. */
export type Plan = z.output<typeof plan>;

/** The plan with this id, as it is now. Throws `not_found`. */
export async function planNow(ctx: Context, planId: string): Promise<Plan> {
  const { gatewayId, policyId, policyKind, ...found } = await getPlanForAdmin(ctx, { planId });
  const hasPolicy = gatewayId !== null && policyId !== null;
  return plan.parse({
    ...found,
    policy: hasPolicy ? { gatewayId, policyId, ownsPolicy: policyKind === 'own' } : null,
    keyMetadata: Object.fromEntries(found.keyMetadata.map(({ name, value }) => [name, value])),
  });
}

/** For operations on one plan: what they are about. */
export function currentPlan(ctx: Context, params: Params): Promise<Current> {
  return planNow(ctx, params.id ?? '');
}
