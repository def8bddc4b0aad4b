import { requireDeveloper } from '@/server/context';
import { usageCsv } from '../usage-csv';
import { usageQuery } from '../usage-query';

/** The figures of all apps that the developer shares, or of one of them, as a file. */
export async function GET(request: Request): Promise<Response> {
  const ctx = await requireDeveloper('/usage');
  return usageCsv(ctx, usageQuery.parse(Object.fromEntries(new URL(request.url).searchParams)));
}
