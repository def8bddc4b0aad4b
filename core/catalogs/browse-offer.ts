import { and, asc, desc, eq, inArray, isNotNull, type SQL, sql } from 'drizzle-orm';
import { catalogProducts, catalogs, products } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { searchWords } from '../keyset';
import { livePlans } from '../offered';
import { approvesAtOnce } from '../plans/approves-at-once';
import { can } from '../policy';
import { isSlug } from '../products/is-slug';
import { searchable } from '../products/list-products';
import { type ProductCard, readProductCards } from '../products/product-card';
import { visibleCatalogs, visibleProducts } from '../visibility';
import { type Choice, countChoices, fits, type OfferFilter, type ProductTraits } from './offer-filter';

/** Cards or lines of one page. */
const OFFER_PAGE_SIZE = 60;
/** More than anybody looks through. */
const CATALOGS_MAX = 100;

/** A catalog that the reader may see. */
export type BrowsedCatalog = {
  slug: string;
  name: string;
  description: string;
  visibility: 'public' | 'internal' | 'private';
};

/** One page of the products that fit a filter. */
export type BrowsedOffer = {
  /** The one that was asked for. */
  catalog: BrowsedCatalog | null;
  /** Of this page, featured ones first; in one catalog in the order that its admins gave them. */
  products: ProductCard[];
  /** That fit the filter, and that there are without one. */
  found: number;
  offered: number;
  page: number;
  pages: number;
  /** What can be filtered by, each with the number of products that it would leave. */
  choices: { catalogs: Choice[]; tags: Choice[]; authentication: Choice[]; prices: Choice[] };
};

/**
 * The products that the actor may see, of all catalogs or of one, narrowed by a filter, with what else it could be
 * narrowed by. Four queries, however many products there are. Throws `not_found` for a catalog that the actor may not
 * see.
 */
export async function browseOffer(
  ctx: Context,
  input: { catalog?: string | undefined; filter: OfferFilter; page?: number },
): Promise<BrowsedOffer> {
  const slug = input.catalog;
  if (slug !== undefined && !isSlug(slug)) throw notFound();
  const shelves = await readShelves(ctx, slug);
  const catalog = slug === undefined ? null : (shelves.find((shelf) => shelf.slug === slug) ?? null);
  if (slug !== undefined && !catalog) throw notFound();
  const told = [...shelves.map((shelf) => shelf.slug), ...(input.filter.shelf ? [input.filter.shelf] : [])];
  const traits = await readTraits(ctx, { slug, q: input.filter.q, told });
  const fitting = traits.filter((one) => fits(one, input.filter));
  const pages = Math.max(1, Math.ceil(fitting.length / OFFER_PAGE_SIZE));
  const page = Math.min(Math.max(input.page ?? 1, 1), pages);
  const shown = fitting.slice((page - 1) * OFFER_PAGE_SIZE, page * OFFER_PAGE_SIZE).map(({ id }) => id);
  const names = new Map(shelves.map((shelf) => [shelf.slug, shelf.name]));
  return {
    catalog,
    products: await readCards(ctx, shown, slug),
    found: fitting.length,
    offered: traits.length,
    page,
    pages,
    choices: countChoices(traits, input.filter, names),
  };
}

/** The catalogs that the actor may see, in order; the one that is asked for is among them, however many there are. */
async function readShelves(ctx: Context, slug: string | undefined): Promise<BrowsedCatalog[]> {
  const rows = await ctx.db
    .select({
      slug: catalogs.slug,
      name: catalogs.displayName,
      description: catalogs.description,
      visibility: catalogs.visibility,
      position: catalogs.position,
    })
    .from(catalogs)
    .where(visibleCatalogs(ctx.db, ctx.actor))
    .orderBy(desc(sql`${catalogs.slug} = ${slug ?? ''}`), asc(catalogs.position), asc(catalogs.displayName))
    .limit(CATALOGS_MAX);
  rows.sort((one, other) => one.position - other.position || (one.name < other.name ? -1 : 1));
  return rows.map(({ position: _position, ...shelf }) => shelf);
}

/** `told`: the catalogs to tell of each product; an admin sees thousands, of which a page names the first. */
async function readTraits(
  ctx: Context,
  { slug, q, told }: { slug: string | undefined; q: string | undefined; told: readonly string[] },
): Promise<ProductTraits[]> {
  const isOffered = and(eq(catalogs.id, catalogProducts.catalogId), visibleCatalogs(ctx.db, ctx.actor));
  const name = asc(sql`lower(${products.displayName})`);
  const rows = await ctx.db
    .select({
      id: products.id,
      tags: products.tags,
      needsKey: sql<boolean>`${products.gatewayId} is not null`,
      catalogs: sql<
        string[]
      >`coalesce(array_agg(${catalogs.slug}) filter (where ${catalogs.slug} = any(${sql.param([...told])}::text[])), '{}')`,
      isFree: sql<boolean>`coalesce(bool_or(${products.gatewayId} is not null and offered.is_free), false)`,
      isOnRequest: sql<boolean>`coalesce(bool_or(${products.gatewayId} is not null and offered.is_on_request), false)`,
    })
    .from(products)
    .leftJoin(catalogProducts, eq(catalogProducts.productId, products.id))
    .leftJoin(catalogs, isOffered)
    .leftJoin(
      priceClasses(),
      sql`offered.catalog_id = ${catalogs.id}
      and (offered.gateway_id is null or offered.gateway_id = ${products.gatewayId})`,
    )
    .where(
      and(
        visibleProducts(ctx.db, ctx.actor),
        slug === undefined ? undefined : eq(catalogs.slug, slug),
        // Only they see what stands nowhere; for all others PostgreSQL begins at the few catalogs that they see.
        ctx.actor.kind === 'system' || can(ctx.actor, 'offer.read_all') ? undefined : isNotNull(catalogs.id),
        ...searchWords(searchable(), q),
      ),
    )
    .groupBy(products.id)
    .orderBy(
      ...(slug === undefined ? [desc(products.isFeatured), name] : [sql`min(${catalogProducts.position})`, name]),
    );
  // A catalog with plans of one gateway and of any comes twice.
  return rows.map((row) => ({ ...row, catalogs: [...new Set(row.catalogs)] }));
}

/**
 * As `offered`: for each catalog and gateway (null: any), whether there is a plan that approves by itself, and one that
 * people decide about. Read once, and not again for each of the tens of thousands of places that an admin sees.
 */
function priceClasses(): SQL {
  return sql`(select placed.catalog_id, plans.gateway_id, bool_or(${approvesAtOnce}) as is_free,
      bool_or(not ${approvesAtOnce}) as is_on_request
    from catalog_plans placed join plans on plans.id = placed.plan_id
    where ${livePlans()} group by placed.catalog_id, plans.gateway_id) offered`;
}

async function readCards(ctx: Context, ids: readonly string[], slug: string | undefined): Promise<ProductCard[]> {
  if (ids.length === 0) return [];
  const order = sql`array_position(${sql.param([...ids])}::uuid[], ${products.id})`;
  return readProductCards(ctx, {
    where: inArray(products.id, [...ids]),
    catalogSlug: slug,
    orderBy: [order],
    limit: OFFER_PAGE_SIZE,
  });
}
