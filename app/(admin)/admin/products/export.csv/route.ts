import { exportProducts } from '@/core/products/export-products';
import type { AdminProductLine } from '@/core/products/list-for-admin';
import { requireAdmin } from '@/server/context';
import { type CsvColumn, csvResponse } from '@/server/csv';
import { filterOf, PRODUCTS_PATH, productsQuery } from '../products-query';
import { problemWords } from '../state-words';

const columns: CsvColumn<AdminProductLine>[] = [
  { head: 'Id', value: ({ id }) => id },
  { head: 'Address', value: ({ slug }) => slug },
  { head: 'Name', value: ({ name }) => name },
  { head: 'Summary', value: ({ summary }) => summary },
  { head: 'State', value: ({ state }) => state },
  { head: 'Ends on', value: ({ sunsetOn }) => sunsetOn },
  { head: 'Featured', value: ({ isFeatured }) => (isFeatured ? 'yes' : 'no') },
  { head: 'Gateway', value: ({ gatewayName }) => gatewayName },
  { head: 'APIs', value: ({ apis }) => apis },
  { head: 'Catalogs', value: ({ catalogs }) => catalogs.join(', ') },
  { head: 'Requests waiting', value: ({ requestsWaiting }) => requestsWaiting },
  { head: 'Live keys', value: ({ keysLive }) => keysLive },
  { head: 'Problem', value: ({ problem }) => problem && problemWords[problem] },
  { head: 'Changed', value: ({ updatedAt }) => updatedAt },
];

/** The list of products as a file, with the filters of the page. */
export async function GET(request: Request): Promise<Response> {
  const ctx = await requireAdmin(PRODUCTS_PATH);
  const day = ctx.now().toISOString().slice(0, 10);
  const query = productsQuery.parse(Object.fromEntries(new URL(request.url).searchParams));
  return csvResponse(`products-${day}.csv`, columns, await exportProducts(ctx, filterOf(query)));
}
