import { z } from 'zod';
import { type OrganizationFilter, organizationSorts } from '@/core/organizations/list-organizations';
import { cursor } from '@/server/list-cursor';

/** Where the list is; its filters stand in the query, for the export as well. */
export const ORGANIZATIONS_PATH = '/admin/organizations';

/** What the address of the list and of its export may say; everything else counts as left out. */
export const organizationsQuery = z.object({
  q: z.string().max(200).catch(''),
  status: z.enum(['', 'current', 'pending', 'active', 'suspended', 'rejected', 'closed']).catch(''),
  sort: z.enum(['', ...organizationSorts]).catch(''),
  after: cursor,
  before: cursor,
});
/** What an address of the list asks for, read. */
export type OrganizationsQuery = z.infer<typeof organizationsQuery>;

/** The same for core. Without a state, what is history is left out. */
export function filterOf({ q, status, sort }: OrganizationsQuery): OrganizationFilter {
  return { search: q, status: status || 'current', sort: sort || undefined };
}
