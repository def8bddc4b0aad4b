import { z } from 'zod';
import { type OrganizationFilter, organizationSorts } from '@/core/organizations/list-organizations';

export const ORGANIZATIONS_PATH = '/admin/organizations';

const cursor = z.string().max(6000).optional().catch(undefined);

/** What the address of the list and of its export may say; everything else counts as left out. */
export const organizationsQuery = z.object({
  q: z.string().max(200).catch(''),
  status: z.enum(['', 'current', 'pending', 'active', 'suspended', 'rejected', 'closed']).catch(''),
  sort: z.enum(['', ...organizationSorts]).catch(''),
  after: cursor,
  before: cursor,
});
export type OrganizationsQuery = z.infer<typeof organizationsQuery>;

/** The same for core. Without a state, what is history is left out. */
export function filterOf({ q, status, sort }: OrganizationsQuery): OrganizationFilter {
  return { search: q, status: status || 'current', sort: sort || undefined };
}
