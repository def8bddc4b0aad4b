import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { catalogPlans, catalogProducts, catalogs, type FormField, plans, products } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { livePlans, requestableProducts } from '../offered';
import { approvesAtOnce } from '../plans/approves-at-once';
import type { Limits } from '../plans/limits-of-policy';
import { isSlug } from '../products/is-slug';
import { readSettings } from '../settings/read';
import { visibleCatalogs, visibleProducts } from '../visibility';

/** Catalogs, and rows of products and of plans in them, that one answer holds. */
const CATALOGS_MAX = 50;
const ROWS_MAX = 1_000;

/** A catalog with what can be asked for in it, for programs. */
export type CatalogOffer = {
  slug: string;
  name: string;
  description: string;
  products: OfferedProduct[];
  plans: OfferedPlan[];
  /** Asked with every request, before the products' own questions. */
  questions: FormField[];
};
/** A product of the catalog; without a key to ask for it is documentation only. */
export type OfferedProduct = {
  slug: string;
  name: string;
  summary: string;
  state: (typeof products.state.enumValues)[number];
  /** Whether a key can be asked for. */
  isRequestable: boolean;
  /** The slugs of the plans that can be chosen for it here. */
  plans: string[];
  questions: FormField[];
};
/** A plan of the catalog. */
export type OfferedPlan = Limits & {
  slug: string;
  name: string;
  description: string;
  keyLifetimeDays: number | null;
  /** As far as the plan and the portal say it. */
  isApprovedAtOnce: boolean;
};

/**
 * What can be asked for in the catalogs that the actor may see, or in one of them, with everything that asking needs to
 * know. Throws `not_found` for a catalog that they may not see.
 */
export async function listCatalogOffers(
  ctx: Context,
  input: { catalog?: string | undefined } = {},
): Promise<CatalogOffer[]> {
  const shelves = await readCatalogs(ctx, input.catalog);
  if (input.catalog !== undefined && shelves.length === 0) throw notFound();
  const ids = shelves.map(({ id }) => id);
  const offered = ids.length === 0 ? [] : await readProducts(ctx, ids);
  const choices = ids.length === 0 ? [] : await readPlans(ctx, ids);
  const { requestFields: questions } = await readSettings(ctx.db);
  return shelves.map(({ id, ...shelf }) => {
    const here = choices.filter(({ catalogId }) => catalogId === id);
    return {
      ...shelf,
      products: offered
        .filter(({ catalogId }) => catalogId === id)
        .map(({ catalogId: _catalog, gatewayId, ...product }) => ({
          ...product,
          plans: product.isRequestable
            ? here.filter((plan) => plan.gatewayId === null || plan.gatewayId === gatewayId).map(({ slug }) => slug)
            : [],
        })),
      plans: here.map(({ catalogId: _catalog, gatewayId: _gateway, ...plan }) => plan),
      questions,
    };
  });
}

async function readCatalogs(ctx: Context, slug: string | undefined) {
  if (slug !== undefined && !isSlug(slug)) return [];
  const { id, displayName, description } = catalogs;
  return ctx.db
    .select({ id, slug: catalogs.slug, name: displayName, description })
    .from(catalogs)
    .where(and(visibleCatalogs(ctx.db, ctx.actor), slug === undefined ? undefined : eq(catalogs.slug, slug)))
    .orderBy(asc(catalogs.position), asc(displayName))
    .limit(CATALOGS_MAX);
}

async function readProducts(ctx: Context, catalogIds: readonly string[]) {
  return ctx.db
    .select({
      catalogId: catalogProducts.catalogId,
      gatewayId: products.gatewayId,
      slug: products.slug,
      name: products.displayName,
      summary: products.summary,
      state: products.state,
      isRequestable: sql<boolean>`coalesce(${requestableProducts()}, false)`,
      questions: products.requestFields,
    })
    .from(catalogProducts)
    .innerJoin(products, eq(products.id, catalogProducts.productId))
    .where(and(inArray(catalogProducts.catalogId, [...catalogIds]), visibleProducts(ctx.db, ctx.actor)))
    .orderBy(asc(catalogProducts.position), asc(products.displayName))
    .limit(ROWS_MAX);
}

async function readPlans(ctx: Context, catalogIds: readonly string[]) {
  return ctx.db
    .select({
      catalogId: catalogPlans.catalogId,
      gatewayId: plans.gatewayId,
      slug: plans.slug,
      name: plans.displayName,
      description: plans.description,
      rateRequests: plans.rateRequests,
      ratePerSeconds: plans.ratePerSeconds,
      quotaRequests: plans.quotaRequests,
      quotaPeriodSeconds: plans.quotaPeriodSeconds,
      keyLifetimeDays: plans.keyLifetimeDays,
      isApprovedAtOnce: approvesAtOnce,
    })
    .from(catalogPlans)
    .innerJoin(plans, eq(plans.id, catalogPlans.planId))
    .where(and(inArray(catalogPlans.catalogId, [...catalogIds]), livePlans()))
    .orderBy(asc(catalogPlans.position), asc(plans.displayName))
    .limit(ROWS_MAX);
}
