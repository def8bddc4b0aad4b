import { usageCsv } from '@/app/(live)/usage/usage-csv';
import { usageQuery } from '@/app/(live)/usage/usage-query';
import { requireAdmin } from '@/server/context';

/** The figures of the page as a file: of all keys, or of one app or organization. */
export async function GET(request: Request): Promise<Response> {
  const ctx = await requireAdmin('/admin/usage');
  return usageCsv(ctx, usageQuery.parse(Object.fromEntries(new URL(request.url).searchParams)));
}
