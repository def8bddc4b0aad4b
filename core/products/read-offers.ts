import { and, asc, eq, exists, sql } from 'drizzle-orm';
import { cartItems, catalogPlans, catalogProducts, catalogs, plans, products } from '@/db/schema';
import type { Context } from '../context';
import { isActiveDeveloper } from '../identity/actor';
import { approvesAtOnce } from '../plans/approves-at-once';
import type { Limits } from '../plans/limits-of-policy';
import { visibleCatalogs } from '../visibility';
import { suitsProduct } from './product-card';

/** A plan that can be chosen for a product. */
export type OfferedPlan = Limits & {
  slug: string;
  name: string;
  description: string;
  keyLifetimeDays: number | null;
  autoApprove: boolean;
};

/** A catalog in which a product stands, and the plans that can be chosen for it there. */
export type ProductOffer = {
  catalogSlug: string;
  catalogName: string;
  visibility: 'public' | 'internal' | 'private';
  isInCart: boolean;
  plans: OfferedPlan[];
};

/** What the catalogs that the actor may see offer of a product; one query. */
export async function readOffers(ctx: Context, input: { productId: string }): Promise<ProductOffer[]> {
  const rows = await ctx.db
    .select({
      catalogSlug: catalogs.slug,
      catalogName: catalogs.displayName,
      visibility: catalogs.visibility,
      isInCart: isInCart(ctx),
      plan: {
        slug: plans.slug,
        name: plans.displayName,
        description: plans.description,
        rateRequests: plans.rateRequests,
        ratePerSeconds: plans.ratePerSeconds,
        quotaRequests: plans.quotaRequests,
        quotaPeriodSeconds: plans.quotaPeriodSeconds,
        keyLifetimeDays: plans.keyLifetimeDays,
        autoApprove: approvesAtOnce,
      },
    })
    .from(catalogProducts)
    .innerJoin(catalogs, eq(catalogs.id, catalogProducts.catalogId))
    .innerJoin(products, eq(products.id, catalogProducts.productId))
    .leftJoin(catalogPlans, eq(catalogPlans.catalogId, catalogs.id))
    .leftJoin(plans, and(eq(plans.id, catalogPlans.planId), suitsProduct()))
    .where(and(eq(catalogProducts.productId, input.productId), visibleCatalogs(ctx.db, ctx.actor)))
    .orderBy(asc(catalogs.position), asc(catalogs.displayName), asc(catalogPlans.position), asc(plans.displayName));
  const offers = new Map<string, ProductOffer>();
  for (const { plan, ...catalog } of rows) {
    const offer = offers.get(catalog.catalogSlug) ?? { ...catalog, plans: [] };
    if (plan) offer.plans.push(plan);
    offers.set(catalog.catalogSlug, offer);
  }
  return [...offers.values()];
}

function isInCart(ctx: Context) {
  if (!isActiveDeveloper(ctx.actor)) return sql<boolean>`false`;
  const inCart = exists(
    ctx.db
      .select({ one: sql`1` })
      .from(cartItems)
      .where(
        and(
          eq(cartItems.userId, ctx.actor.userId),
          eq(cartItems.catalogId, catalogProducts.catalogId),
          eq(cartItems.productId, catalogProducts.productId),
        ),
      ),
  );
  return sql<boolean>`${inCart}`;
}
