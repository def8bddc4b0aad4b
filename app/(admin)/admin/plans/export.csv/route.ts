import { lifetimeWords, quotaWords, rateWords } from '@/components/asking/plan-words';
import { exportPlans } from '@/core/plans/export-plans';
import type { PlanLine } from '@/core/plans/list-plans-for-admin';
import { requireAdmin } from '@/server/context';
import { type CsvColumn, csvResponse } from '@/server/csv';
import { filterOf, PLANS_PATH, plansQuery } from '../plans-query';

const DECIDERS = { portal: 'as the portal says', admin: 'admins', third_party: 'another system' };

const columns: CsvColumn<PlanLine>[] = [
  { head: 'Id', value: ({ id }) => id },
  { head: 'Short name', value: ({ slug }) => slug },
  { head: 'Name', value: ({ name }) => name },
  { head: 'Gateway', value: ({ gatewayName }) => gatewayName },
  { head: 'Rate', value: rateWords },
  { head: 'Quota', value: quotaWords },
  { head: 'Key lifetime', value: lifetimeWords },
  { head: 'Approved at once', value: ({ autoApprove }) => (autoApprove ? 'yes' : 'no') },
  { head: 'Otherwise decided by', value: ({ decidedBy }) => DECIDERS[decidedBy ?? 'portal'] },
  { head: 'Catalogs', value: ({ catalogs }) => catalogs.join(', ') },
  { head: 'Live keys', value: ({ liveKeys }) => liveKeys },
  { head: 'Requests waiting', value: ({ waiting }) => waiting },
  { head: 'Archived', value: ({ isArchived }) => (isArchived ? 'yes' : 'no') },
  { head: 'Problem', value: ({ problem }) => problem },
];

/** The list of plans as a file, with the filters of the page. */
export async function GET(request: Request): Promise<Response> {
  const ctx = await requireAdmin(PLANS_PATH);
  const day = ctx.now().toISOString().slice(0, 10);
  const query = plansQuery.parse(Object.fromEntries(new URL(request.url).searchParams));
  return csvResponse(`plans-${day}.csv`, columns, await exportPlans(ctx, filterOf(query)));
}
