import { and, asc, eq, inArray, notInArray, type SQL, sql } from 'drizzle-orm';
import type { Database, Transaction } from '@/db/client';
import { accessRequestProducts, catalogProducts, catalogs, type FormField, products } from '@/db/schema';
import { invalid } from '../errors';
import type { DeveloperActor } from '../identity/actor';
import { hasItsPolicy, requestableProducts } from '../offered';
import { visibleCatalogs, visibleProducts } from '../visibility';

type Reader = Pick<Database | Transaction, 'select'>;

/** A product that a changed key may open. */
export type WishedProduct = {
  productId: string;
  name: string;
  summary: string;
  accessPolicyId: string;
  requestFields: FormField[];
};

/** The request of the key that is to be changed. */
export type ChangedRequest = { id: string; catalogId: string | null; gatewayId: string };

const columns = {
  productId: products.id,
  name: products.displayName,
  summary: products.summary,
  requestFields: products.requestFields,
};

/** Products of the catalogs that the actor may see, with a key behind them, at the gateway of the key. */
export function isOfferedAt(db: Reader, actor: DeveloperActor, gatewayId: string): SQL | undefined {
  return and(
    eq(products.gatewayId, gatewayId),
    visibleCatalogs(db, actor),
    visibleProducts(db, actor),
    requestableProducts(),
  );
}

/**
 * What the key has already and the catalog of its request offers no more: it may keep that as long as it is not retired
 * and its policy is there, with the policy that it was given.
 */
export function readKept(db: Reader, request: ChangedRequest, offeredIds: readonly string[]): Promise<WishedProduct[]> {
  return db
    .select({ ...columns, accessPolicyId: accessRequestProducts.accessPolicyId })
    .from(accessRequestProducts)
    .innerJoin(products, eq(products.id, accessRequestProducts.productId))
    .where(
      and(
        eq(accessRequestProducts.accessRequestId, request.id),
        eq(products.gatewayId, request.gatewayId),
        inArray(products.state, ['published', 'deprecated']),
        hasItsPolicy(),
        offeredIds.length > 0 ? notInArray(products.id, [...offeredIds]) : undefined,
      ),
    )
    .orderBy(asc(products.displayName));
}

/**
 * The products that a changed key shall open, locked as they are until the transaction ends: offered in the catalog, or
 * kept. Throws `invalid` for `productIds` when there are none or some cannot be had.
 */
export async function lockWishedProducts(
  tx: Transaction,
  actor: DeveloperActor,
  request: ChangedRequest,
  wish: { catalogId: string; productIds: readonly string[] },
): Promise<WishedProduct[]> {
  const ids = [...new Set(wish.productIds)];
  if (ids.length === 0) throw invalid('productIds', 'Choose at least one product. To end the key, revoke it.');
  await tx
    .select({ id: products.id })
    .from(products)
    .where(inArray(products.id, ids))
    .orderBy(products.id)
    .for('share');
  const [catalog] = await tx
    .select({ id: catalogs.id })
    .from(catalogs)
    .where(and(eq(catalogs.id, wish.catalogId), visibleCatalogs(tx, actor)));
  if (!catalog) throw invalid('planId', 'This catalog is no longer offered to you. Open the page again.');
  const offered = await tx
    .select({ ...columns, accessPolicyId: sql<string>`${products.accessPolicyId}` })
    .from(catalogProducts)
    .innerJoin(catalogs, eq(catalogs.id, catalogProducts.catalogId))
    .innerJoin(products, eq(products.id, catalogProducts.productId))
    .where(and(eq(catalogs.id, wish.catalogId), inArray(products.id, ids), isOfferedAt(tx, actor, request.gatewayId)))
    .orderBy(asc(products.id))
    .for('share');
  const offeredIds = offered.map(({ productId }) => productId);
  const kept = request.catalogId === wish.catalogId ? await readKept(tx, request, offeredIds) : [];
  const wished = [...offered, ...kept.filter(({ productId }) => ids.includes(productId))];
  if (wished.length < ids.length) {
    throw invalid('productIds', 'Some of these products are no longer offered here. Open the page again.');
  }
  return wished;
}
