import { exportOrganizations } from '@/core/organizations/export-organizations';
import type { OrganizationLine } from '@/core/organizations/list-organizations';
import { requireAdmin } from '@/server/context';
import { type CsvColumn, csvResponse } from '@/server/csv';
import { filterOf, ORGANIZATIONS_PATH, organizationsQuery } from '../organizations-query';

const columns: CsvColumn<OrganizationLine>[] = [
  { head: 'Id', value: ({ id }) => id },
  { head: 'Name', value: ({ name }) => name },
  { head: 'State', value: ({ status }) => status },
  { head: 'Default organization', value: ({ isDefault }) => (isDefault ? 'yes' : 'no') },
  { head: 'Requested by', value: ({ requesterName }) => requesterName },
  { head: 'Purpose', value: ({ purpose }) => purpose },
  { head: 'Created', value: ({ createdAt }) => createdAt },
  { head: 'Members', value: ({ members }) => members },
  { head: 'Teams', value: ({ teams }) => teams },
  { head: 'Live keys', value: ({ liveKeys }) => liveKeys },
];

/** The list of organizations as a file, with the filters of the page. */
export async function GET(request: Request): Promise<Response> {
  const ctx = await requireAdmin(ORGANIZATIONS_PATH);
  const day = ctx.now().toISOString().slice(0, 10);
  const query = organizationsQuery.parse(Object.fromEntries(new URL(request.url).searchParams));
  return csvResponse(`organizations-${day}.csv`, columns, await exportOrganizations(ctx, filterOf(query)));
}
