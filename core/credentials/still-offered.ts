import { and, exists, type SQL, sql } from 'drizzle-orm';
import type { Database, Transaction } from '@/db/client';
import { accessRequestProducts, catalogPlans, catalogProducts, catalogs, plans, products } from '@/db/schema';
import type { Actor } from '../identity/actor';
import { livePlans, requestableProducts } from '../offered';
import { visibleCatalogs, visibleProducts } from '../visibility';

type Reader = Pick<Database | Transaction, 'select'>;

/**
 * Whether the actor could ask for the same again today: the catalog still offers the plan and every product of the
 * request to them. Answers what is missing, as a sentence; null when nothing is. For queries of `access_requests` with a
 * join.
 */
export function whyNotOffered(db: Reader, actor: Actor): SQL<string | null> {
  return sql<
    string | null
  >`case when not coalesce(${planIsOffered(db, actor)}, false) then 'Its plan is no longer offered.'
    when ${lacksProducts(db, actor)} then 'Not all of its products are still offered.' end`;
}

function planIsOffered(db: Reader, actor: Actor): SQL {
  return exists(
    db
      .select({ one: sql`1` })
      .from(catalogPlans)
      .innerJoin(plans, sql`${plans.id} = ${catalogPlans.planId}`)
      .innerJoin(catalogs, sql`${catalogs.id} = ${catalogPlans.catalogId}`)
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

function lacksProducts(db: Reader, actor: Actor): SQL {
  const offered = db
    .select({ one: sql`1` })
    .from(catalogProducts)
    .innerJoin(products, sql`${products.id} = ${catalogProducts.productId}`)
    .where(
      and(
        sql`${catalogProducts.catalogId} = access_requests.catalog_id`,
        sql`${products.id} = asked.product_id`,
        visibleProducts(db, actor),
        requestableProducts(),
      ),
    );
  return sql`exists (select from ${accessRequestProducts} asked
    where asked.access_request_id = access_requests.id and not exists (${offered}))`;
}
