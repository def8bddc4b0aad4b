import { and, eq, type SQL, sql } from 'drizzle-orm';
import { gateways, products } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { imageHref } from '../images/image-href';
import { type Page, type PageRequest, searchWords } from '../keyset';
import { hasItsPolicy } from '../offered';
import { can } from '../policy';
import { cutSortedPage, onSortedPage, type Sorting, sortedOrder, sortValueOf } from '../sorted-keyset';
import type { ProductState } from './product-card';
import { productCounts } from './product-counts';

/** A line of the admins' list. */
export type AdminProductLine = {
  id: string;
  slug: string;
  name: string;
  summary: string;
  state: ProductState;
  /** As `YYYY-MM-DD`. */
  sunsetOn: string | null;
  isFeatured: boolean;
  logoHref: string | null;
  /** Null: documentation only. */
  gatewayName: string | null;
  apis: number;
  /** Names, in the order of catalogs. */
  catalogs: string[];
  requestsWaiting: number;
  keysLive: number;
  /** Why nobody, or not everybody, can use it as it should be; null when all is well. */
  problem: ProductProblem | null;
  updatedAt: Date;
};
/** Why nobody can get a key for it, or why an admin should look: the first that applies. */
export type ProductProblem = 'policy_gone' | 'policy_refused' | 'no_catalog' | 'past_sunset';

/** Every order of the list. */
export const adminProductSorts = ['name', 'newest', 'requests', 'keys'] as const;
/** Which products are listed; what is left out does not narrow it. */
export type AdminProductFilter = {
  search?: string | undefined;
  state?: ProductState | 'problem' | undefined;
  /** A gateway's id, or `none` for documentation only. */
  gateway?: string | undefined;
  sort?: (typeof adminProductSorts)[number] | undefined;
};

const PAGE_DEFAULT = 50;
/** The most rows a page can have: an export needs no more memory than this. */
export const PRODUCTS_PAGE_MAX = 500;

const SORTINGS: Record<(typeof adminProductSorts)[number], Omit<Sorting, 'name' | 'id'>> = {
  // Bytes, so that the order does not depend on the database's language.
  name: { by: sql`lower(${products.displayName}) collate "C"`, type: 'text', direction: 'asc' },
  newest: { by: sql`${products.updatedAt}`, type: 'instant', direction: 'desc' },
  requests: { by: productCounts.requestsWaiting, type: 'integer', direction: 'desc' },
  keys: { by: productCounts.keysLive, type: 'integer', direction: 'desc' },
};

/** A page of products of every state, for portal admins. Throws `not_found` for everybody else. */
export async function listProductsForAdmin(
  ctx: Context,
  filter: AdminProductFilter = {},
  page: PageRequest & { limit?: number } = {},
): Promise<Page<AdminProductLine>> {
  if (!can(ctx.actor, 'offer.read_all')) throw notFound();
  const sort = filter.sort ?? 'name';
  const sorting: Sorting = { name: sort, id: products.id, ...SORTINGS[sort] };
  const limit = Math.min(Math.max(page.limit ?? PAGE_DEFAULT, 1), PRODUCTS_PAGE_MAX);
  const rows = await ctx.db
    .select({ ...columns, problem: problemAt(ctx.now()), sortValue: sortValueOf(sorting) })
    .from(products)
    .leftJoin(gateways, eq(gateways.id, products.gatewayId))
    .where(
      and(
        withState(filter.state, ctx.now()),
        ofGateway(filter.gateway),
        ...searchWords(searched, filter.search),
        onSortedPage(sorting, page),
      ),
    )
    .orderBy(sortedOrder(sorting, page))
    .limit(limit + 1);
  const cut = cutSortedPage(rows, limit, sorting, page);
  return {
    ...cut,
    rows: cut.rows.map(({ sortValue: _sortValue, logoImageId, ...line }) => ({
      ...line,
      logoHref: logoImageId && imageHref(logoImageId, line.slug),
    })),
  };
}

const columns = {
  id: products.id,
  slug: products.slug,
  name: products.displayName,
  summary: products.summary,
  state: products.state,
  sunsetOn: products.sunsetOn,
  isFeatured: products.isFeatured,
  logoImageId: products.logoImageId,
  gatewayName: gateways.name,
  apis: sql<number>`(select count(*)::int from product_apis api where api.product_id = products.id)`,
  catalogs: sql<string[]>`array(select shelf.display_name from catalog_products placed
    join catalogs shelf on shelf.id = placed.catalog_id where placed.product_id = products.id
    order by shelf.position, shelf.display_name)`,
  requestsWaiting: productCounts.requestsWaiting,
  keysLive: productCounts.keysLive,
  updatedAt: products.updatedAt,
};

const searched = sql`concat_ws(' ', ${products.displayName}, ${products.slug}, ${products.summary},
  array_to_string(${products.tags}, ' '), (select string_agg(api.name, ' ') from product_apis api
  where api.product_id = products.id))`;

function problemAt(now: Date): SQL<ProductProblem | null> {
  return sql<ProductProblem | null>`(case
    when products.state = 'retired' then null
    when products.owns_policy and (products.policy_problem is not null or not ${hasItsPolicy()}) then 'policy_refused'
    when not ${hasItsPolicy()} then 'policy_gone'
    when products.state in ('published', 'deprecated') and not exists (select from catalog_products placed
      where placed.product_id = products.id) then 'no_catalog'
    when products.state = 'deprecated' and products.sunset_on < ${now.toISOString().slice(0, 10)}::date
      then 'past_sunset' end)`;
}

function withState(state: AdminProductFilter['state'], now: Date): SQL | undefined {
  if (state === 'problem') return sql`${problemAt(now)} is not null`;
  return state ? eq(products.state, state) : undefined;
}

function ofGateway(gateway: string | undefined): SQL | undefined {
  if (!gateway) return undefined;
  // As text: what is no id is simply no gateway's.
  return gateway === 'none' ? sql`${products.gatewayId} is null` : sql`${products.gatewayId}::text = ${gateway}`;
}
