import { and, eq, inArray } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { isId } from '@/db/ids';
import { catalogPlans, catalogs, plans, products } from '@/db/schema';
import type { Context } from '../context';
import { forbidden, invalid } from '../errors';
import { type DeveloperActor, isActiveDeveloper } from '../identity/actor';
import { throttle } from '../identity/throttle';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { isSlug } from '../products/is-slug';
import { visibleCatalogs } from '../visibility';
import { AlreadySubmitted, makeRequest, type RequestWish, type Submitted, submitLimit } from './make-request';
import { type CartItem, lockOfferedItems } from './read-items';

/** As many as a cart holds. */
const PRODUCTS_MAX = 50;

/** A catalog, products of it and a plan, all by their slugs, and the rest of what a cart's form asks for. */
export type ProductsWish = Omit<RequestWish, 'catalogId' | 'planId'> & {
  catalog: string;
  products: readonly string[];
  plan: string;
};

/**
 * Asks for products of one catalog without a cart, for a program: with the same checks, and decided by the same rules,
 * as `submitCartGroup`; what lies in the person's cart stays there. Throws `invalid` for `catalog` and `products` that
 * the actor may not see or not ask for (in the same words) and for a `planId` that is not offered there, and everything
 * that `makeRequest` throws.
 */
export async function askForProducts(ctx: Context, wish: ProductsWish): Promise<Submitted> {
  const { actor } = ctx;
  authorize(actor, 'cart.change');
  if (!isActiveDeveloper(actor)) throw forbidden();
  refuseUnreadable(wish);
  await throttle(ctx, submitLimit(actor));
  try {
    return await mutate(ctx, async (unit) => {
      const catalogId = await findCatalog(unit.tx, actor, wish.catalog);
      const lockItems = () => lockAll(unit.tx, actor, { catalogId, slugs: wish.products });
      const planId = await findPlan(unit.tx, catalogId, wish.plan);
      const { requestId, appId, status } = await makeRequest(
        ctx,
        unit,
        actor,
        { ...wish, catalogId, planId },
        lockItems,
      );
      return { requestId, appId, status };
    });
  } catch (error) {
    if (error instanceof AlreadySubmitted) return error.submitted;
    throw error;
  }
}

function refuseUnreadable({ products: slugs, app }: ProductsWish): void {
  if (slugs.length === 0) throw invalid('products', 'Name at least one product.');
  if (slugs.length > PRODUCTS_MAX) throw invalid('products', `Name at most ${PRODUCTS_MAX} products.`);
  if (new Set(slugs).size < slugs.length) throw invalid('products', 'A product stands there twice.');
  if (app.kind === 'existing' && app.appId !== '' && !isId(app.appId)) {
    throw invalid('appId', 'This is not the id of an app.');
  }
}

async function findCatalog(tx: Transaction, actor: DeveloperActor, slug: string): Promise<string> {
  const [catalog] = isSlug(slug)
    ? await tx
        .select({ id: catalogs.id })
        .from(catalogs)
        .where(and(eq(catalogs.slug, slug), visibleCatalogs(tx, actor)))
    : [];
  if (!catalog) throw invalid('catalog', 'There is no such catalog, or you may not see it.');
  return catalog.id;
}

/** Whether it can be chosen is asked under lock, by `makeRequest`. */
async function findPlan(tx: Transaction, catalogId: string, slug: string): Promise<string> {
  const [plan] = isSlug(slug)
    ? await tx
        .select({ id: plans.id })
        .from(catalogPlans)
        .innerJoin(plans, eq(plans.id, catalogPlans.planId))
        .where(and(eq(catalogPlans.catalogId, catalogId), eq(plans.slug, slug)))
    : [];
  if (!plan) throw invalid('planId', 'This plan is not offered in this catalog.');
  return plan.id;
}

/** All of them or none: whoever asks for two products does not mean one. */
async function lockAll(
  tx: Transaction,
  actor: DeveloperActor,
  { catalogId, slugs }: { catalogId: string; slugs: readonly string[] },
): Promise<CartItem[]> {
  const named = await tx
    .select({ id: products.id })
    .from(products)
    .where(inArray(products.slug, slugs.filter(isSlug)));
  const items = await lockOfferedItems(tx, actor, { catalogId, productIds: named.map(({ id }) => id) });
  const missing = slugs.find((slug) => !items.some((item) => item.slug === slug));
  if (missing !== undefined) {
    throw invalid('products', 'One of these is not in this catalog for you, or there is no key to ask for.');
  }
  return items;
}
