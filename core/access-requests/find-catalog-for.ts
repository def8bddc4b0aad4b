import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { catalogPlans, catalogProducts, catalogs, plans, products } from '@/db/schema';
import { invalid } from '../errors';
import type { DeveloperActor } from '../identity/actor';
import { livePlans, requestableProducts } from '../offered';
import { visibleCatalogs, visibleProducts } from '../visibility';

/**
 * The catalog that offers this developer all of these products on this plan. Throws `invalid` for `catalogId` when there
 * is none, or more than one: then the caller has to say which.
 */
export async function findCatalogFor(
  tx: Transaction,
  developer: DeveloperActor,
  wish: { productIds: readonly string[]; planId: string },
): Promise<string> {
  const ids = [...new Set(wish.productIds)];
  const found = await tx
    .select({ id: catalogs.id })
    .from(catalogs)
    .innerJoin(catalogPlans, and(eq(catalogPlans.catalogId, catalogs.id), eq(catalogPlans.planId, wish.planId)))
    .innerJoin(plans, and(eq(plans.id, catalogPlans.planId), livePlans()))
    .innerJoin(
      catalogProducts,
      and(eq(catalogProducts.catalogId, catalogs.id), inArray(catalogProducts.productId, ids)),
    )
    .innerJoin(products, and(eq(products.id, catalogProducts.productId), requestableProducts()))
    .where(and(visibleCatalogs(tx, developer), visibleProducts(tx, developer)))
    .groupBy(catalogs.id)
    .having(sql`count(*) = ${ids.length}`)
    .orderBy(asc(catalogs.id))
    .limit(2);
  const [only, another] = found;
  if (only && !another) return only.id;
  throw invalid(
    'catalogId',
    only
      ? 'More than one catalog offers this to the developer. Name one.'
      : 'No catalog offers this developer all of these products on this plan.',
  );
}
