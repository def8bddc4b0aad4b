import { z } from 'zod';
import { type PlanFilter, planStates } from '@/core/plans/list-plans-for-admin';
import { cursor } from '@/server/list-cursor';

/** Where the list is; its filters stand in the query, for the export as well. */
export const PLANS_PATH = '/admin/plans';

/** What the address of the list and of its export may say; everything else counts as left out. */
export const plansQuery = z.object({
  q: z.string().max(200).catch(''),
  state: z.enum(['', ...planStates]).catch(''),
  approval: z.enum(['', 'auto', 'decided']).catch(''),
  after: cursor,
  before: cursor,
});

/** The same for core. */
export function filterOf({ q, state, approval }: z.infer<typeof plansQuery>): PlanFilter {
  return { search: q, state: state || undefined, approval: approval || undefined };
}
