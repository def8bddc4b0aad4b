import { z } from 'zod';
import { type AdminProductFilter, adminProductSorts } from '@/core/products/list-for-admin';
import { cursor } from '@/server/list-cursor';

/** Where the list is; its filters stand in the query, for the export as well. */
export const PRODUCTS_PATH = '/admin/products';

/** What the address of the list and of its export may say; everything else counts as left out. */
export const productsQuery = z.object({
  q: z.string().max(200).catch(''),
  state: z.enum(['', 'draft', 'published', 'deprecated', 'retired', 'problem']).catch(''),
  gateway: z.string().max(40).catch(''),
  sort: z.enum(['', ...adminProductSorts]).catch(''),
  after: cursor,
  before: cursor,
});
/** What an address of the list asks for, read. */
export type ProductsQuery = z.infer<typeof productsQuery>;

/** The same for core. */
export function filterOf({ q, state, gateway, sort }: ProductsQuery): AdminProductFilter {
  return { search: q, state: state || undefined, gateway: gateway || undefined, sort: sort || undefined };
}
