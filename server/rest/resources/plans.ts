import { z } from '@hono/zod-openapi';
import { getPlanForAdmin } from '@/core/plans/get-plan-for-admin';
import { listPlansForAdmin, planStates } from '@/core/plans/list-plans-for-admin';
import { id, named, search } from '../fields';
import { type Operation, operation } from '../operation';
import { list } from '../pages';

const limits = {
  rateRequests: z.number().nullable(),
  ratePerSeconds: z.number().nullable(),
  quotaRequests: z.number().nullable(),
  quotaPeriodSeconds: z.number().nullable(),
  keyLifetimeDays: z.number().nullable(),
};

const line = z
  .object({
    id,
    slug: z.string(),
    name: z.string(),
    ...limits,
    autoApprove: z.boolean(),
    isArchived: z.boolean(),
    gatewayName: z.string().nullable(),
    catalogNames: z.array(z.string()),
    liveKeys: z.number().int(),
    problem: z.string().nullable(),
  })
  .openapi('PlanLine');

const plan = z
  .object({
    id,
    slug: z.string(),
    version: z.number().int(),
    name: z.string(),
    description: z.string(),
    ...limits,
    autoApprove: z.boolean(),
    requestAllowance: z.number().nullable(),
    allowancePeriodDays: z.number().nullable(),
    gatewayId: id.nullable(),
    policyId: z.string().nullable().openapi({ description: 'The gateway’s id of the policy with its limits.' }),
    keyMetadata: z.record(z.string(), z.string()),
    isArchived: z.boolean(),
    problem: z.string().nullable(),
    catalogs: z.array(named.extend({ slug: z.string() })),
  })
  .openapi('Plan');

/** Plans: the terms on which products are offered. */
export const plans: readonly Operation[] = [
  list({
    path: '/plans',
    tag: 'Plans',
    operationId: 'listPlans',
    summary: 'List plans',
    about: 'By name.',
    scope: 'plans:read',
    filters: { search, state: z.enum(planStates).optional(), approval: z.enum(['auto', 'decided']).optional() },
    item: line,
    read: listPlansForAdmin,
    toItem: (row) => ({ ...row, catalogNames: row.catalogs }),
  }),
  operation({
    method: 'get',
    path: '/plans/{id}',
    tag: 'Plans',
    operationId: 'getPlan',
    summary: 'Read a plan',
    scope: 'plans:read',
    answer: plan,
    run: async (ctx, { params }) => {
      const found = await getPlanForAdmin(ctx, { planId: params.id ?? '' });
      const keyMetadata = Object.fromEntries(found.keyMetadata.map(({ name, value }) => [name, value]));
      return { ...found, keyMetadata };
    },
  }),
];
