import { and, eq, exists, type SQL, sql } from 'drizzle-orm';
import type { Database, Transaction } from '@/db/client';
import {
  accessRequestProducts,
  accessRequests,
  catalogPlans,
  catalogProducts,
  catalogs,
  plans,
  products,
} from '@/db/schema';
import type { Actor } from '../identity/actor';
import { livePlans, requestableProducts, visibleCatalogs, visibleProducts } from '../visibility';

/**
 * Whether the actor could ask for the same again today: the catalog still offers the plan and every product of the
 * request to them. Answers what is missing, as a sentence; null when nothing is.
 */
export async function whyNotOffered(
  db: Pick<Database | Transaction, 'select'>,
  actor: Actor,
  requestId: string,
): Promise<string | null> {
  const [request] = await db
    .select({ hasPlan: isTrue(planIsOffered(db, actor)), missing: missingProducts(db, actor) })
    .from(accessRequests)
    .where(eq(accessRequests.id, requestId));
  if (!request?.hasPlan) return 'Its plan is no longer offered.';
  if (request.missing > 0) return 'Not all of its products are still offered.';
  return null;
}

function isTrue(condition: SQL): SQL<boolean> {
  return sql<boolean>`coalesce(${condition}, false)`;
}

function planIsOffered(db: Pick<Database | Transaction, 'select'>, actor: Actor): SQL {
  return exists(
    db
      .select({ one: sql`1` })
      .from(catalogPlans)
      .innerJoin(plans, eq(plans.id, catalogPlans.planId))
      .innerJoin(catalogs, eq(catalogs.id, catalogPlans.catalogId))
      .where(
        and(
          sql`${catalogPlans.catalogId} = access_requests.catalog_id`,
          sql`${plans.id} = access_requests.plan_id`,
          livePlans(),
          visibleCatalogs(db, actor),
        ),
      ),
  );
}

function missingProducts(db: Pick<Database | Transaction, 'select'>, actor: Actor): SQL<number> {
  const offered = db
    .select({ one: sql`1` })
    .from(catalogProducts)
    .innerJoin(products, eq(products.id, catalogProducts.productId))
    .where(
      and(
        sql`${catalogProducts.catalogId} = access_requests.catalog_id`,
        sql`${products.id} = asked.product_id`,
        visibleProducts(db, actor),
        requestableProducts(),
      ),
    );
  return sql<number>`(select count(*)::int from ${accessRequestProducts} asked
    where asked.access_request_id = access_requests.id and not exists (${offered}))`;
}
