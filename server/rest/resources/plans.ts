import { z } from '@hono/zod-openapi';
import { listPlansForAdmin, planStates } from '@/core/plans/list-plans-for-admin';
import { id, search } from '../fields';
import { type Operation, operation } from '../operation';
import { list } from '../pages';
import { plan, planLimits, planNow } from './plan';

const line = z
  .object({
    id,
    slug: z.string(),
    name: z.string(),
    ...planLimits,
    autoApprove: z.boolean(),
    isArchived: z.boolean(),
    gatewayName: z.string().nullable(),
    catalogNames: z.array(z.string()),
    liveKeys: z.number().int(),
    problem: z.string().nullable(),
  })
  .openapi('PlanLine');

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
    run: (ctx, { params }) => planNow(ctx, params.id ?? ''),
  }),
];
