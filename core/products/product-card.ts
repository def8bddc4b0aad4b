import { and, asc, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm';
import { catalogPlans, catalogProducts, catalogs, plans, productApis, products } from '@/db/schema';
import type { Context } from '../context';
import { imageHref } from '../images/image-href';
import { livePlans } from '../offered';
import { approvesAtOnce } from '../plans/approves-at-once';
import { visibleCatalogs, visibleProducts } from '../visibility';

/** Who decides about a request: the plan itself, an admin, or it depends on the plan. Null: nothing to ask for. */
export type Approval = 'auto' | 'admin' | 'by_plan' | null;
/** How far a product has come (glossary: publish, deprecate, retire). */
export type ProductState = (typeof products.state.enumValues)[number];

/** What a list says about a product. */
export type ProductCard = {
  slug: string;
  name: string;
  summary: string;
  /** Of its picture; null: the first letter of the name is shown. */
  logoHref: string | null;
  tags: string[];
  isFeatured: boolean;
  state: ProductState;
  /** Of a deprecated product: when it ends, as `YYYY-MM-DD`. */
  sunsetOn: string | null;
  isDocumentationOnly: boolean;
  apis: number;
  /** Of the catalogs that the actor may see; a plan of two catalogs counts once. */
  plans: number;
  approval: Approval;
  /** The visible catalogs that it stands in. */
  catalogs: { slug: string; name: string }[];
};

type Wish = {
  /** Further conditions on `products`. */
  where?: SQL | undefined;
  /** Only this catalog counts. */
  catalogSlug?: string | undefined;
  orderBy: SQL[];
  limit: number;
};

/** Visible products as cards: one query for them, one for what their visible catalogs offer. */
export async function readProductCards(ctx: Context, wish: Wish): Promise<ProductCard[]> {
  const rows = await ctx.db
    .select({
      id: products.id,
      slug: products.slug,
      name: products.displayName,
      summary: products.summary,
      logoImageId: products.logoImageId,
      tags: products.tags,
      isFeatured: products.isFeatured,
      state: products.state,
      sunsetOn: products.sunsetOn,
      gatewayId: products.gatewayId,
      // Written out: in a query of one table drizzle leaves the table's name away.
      apis: sql<number>`(select count(*)::int from ${productApis} api where api.product_id = products.id)`,
    })
    .from(products)
    .where(and(visibleProducts(ctx.db, ctx.actor), wish.where))
    .orderBy(...wish.orderBy)
    .limit(wish.limit);
  const ids = rows.map(({ id }) => id);
  const offers = ids.length === 0 ? [] : await readOffers(ctx, ids, wish.catalogSlug);
  return rows.map(({ id, gatewayId, logoImageId, ...product }) => ({
    ...product,
    logoHref: logoImageId && imageHref(logoImageId, product.slug),
    isDocumentationOnly: gatewayId === null,
    ...summarize(
      offers.filter(({ productId }) => productId === id),
      gatewayId !== null,
    ),
  }));
}

type Offer = {
  productId: string;
  catalogSlug: string;
  catalogName: string;
  planId: string | null;
  isAuto: boolean | null;
};

async function readOffers(ctx: Context, productIds: string[], catalogSlug: string | undefined): Promise<Offer[]> {
  return ctx.db
    .select({
      productId: catalogProducts.productId,
      catalogSlug: catalogs.slug,
      catalogName: catalogs.displayName,
      planId: plans.id,
      isAuto: sql<boolean | null>`${approvesAtOnce}`,
    })
    .from(catalogProducts)
    .innerJoin(catalogs, eq(catalogs.id, catalogProducts.catalogId))
    .innerJoin(products, eq(products.id, catalogProducts.productId))
    .leftJoin(catalogPlans, eq(catalogPlans.catalogId, catalogs.id))
    .leftJoin(plans, and(eq(plans.id, catalogPlans.planId), suitsProduct()))
    .where(
      and(
        inArray(catalogProducts.productId, productIds),
        visibleCatalogs(ctx.db, ctx.actor),
        catalogSlug === undefined ? undefined : eq(catalogs.slug, catalogSlug),
      ),
    )
    .orderBy(asc(catalogs.position), asc(catalogs.displayName));
}

/** Plans that can be chosen for `products`: not archived, and of its gateway or of none. */
export function suitsProduct(): SQL | undefined {
  return and(livePlans(), or(isNull(plans.gatewayId), eq(plans.gatewayId, products.gatewayId)));
}

function summarize(
  offers: readonly Offer[],
  isRequestable: boolean,
): Pick<ProductCard, 'plans' | 'approval' | 'catalogs'> {
  const names = new Map(offers.map(({ catalogSlug, catalogName }) => [catalogSlug, catalogName]));
  const byPlan = new Map(offers.flatMap(({ planId, isAuto }) => (planId ? [[planId, isAuto === true]] : [])));
  const choices = isRequestable ? [...byPlan.values()] : [];
  return {
    catalogs: [...names].map(([slug, name]) => ({ slug, name })),
    plans: choices.length,
    approval: approvalOf(choices),
  };
}

function approvalOf(isAuto: readonly boolean[]): Approval {
  if (isAuto.length === 0) return null;
  if (isAuto.every((auto) => auto)) return 'auto';
  return isAuto.some((auto) => auto) ? 'by_plan' : 'admin';
}
