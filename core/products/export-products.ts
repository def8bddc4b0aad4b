import type { Context } from '../context';
import { notFound } from '../errors';
import type { Page } from '../keyset';
import { can } from '../policy';
import {
  type AdminProductFilter,
  type AdminProductLine,
  listProductsForAdmin,
  PRODUCTS_PAGE_MAX,
} from './list-for-admin';

/** Every product that fits, in the order of the list, page by page. Throws `not_found` for all but portal admins. */
export async function exportProducts(
  ctx: Context,
  filter: AdminProductFilter,
): Promise<AsyncIterable<readonly AdminProductLine[]>> {
  if (!can(ctx.actor, 'offer.read_all')) throw notFound();
  return pages(ctx, filter);
}

async function* pages(ctx: Context, filter: AdminProductFilter): AsyncGenerator<readonly AdminProductLine[]> {
  let after: string | null = null;
  do {
    const page: Page<AdminProductLine> = await listProductsForAdmin(ctx, filter, { after, limit: PRODUCTS_PAGE_MAX });
    yield page.rows;
    after = page.after;
  } while (after !== null);
}
