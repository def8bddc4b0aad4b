import { and, asc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { Database, Transaction } from '@/db/client';
import { cartItems, catalogProducts, catalogs, type FormField, products, settings } from '@/db/schema';
import type { DeveloperActor } from '../identity/actor';
import { requestableProducts } from '../offered';
import { visibleCatalogs, visibleProducts } from '../visibility';

/** A product in a cart that can be asked for, with what a request copies of it. */
export type CartItem = {
  catalogId: string;
  catalogSlug: string;
  catalogName: string;
  productId: string;
  slug: string;
  name: string;
  summary: string;
  gatewayId: string;
  accessPolicyId: string;
  requestFields: FormField[];
};

const columns = {
  catalogId: catalogs.id,
  catalogSlug: catalogs.slug,
  catalogName: catalogs.displayName,
  productId: products.id,
  slug: products.slug,
  name: products.displayName,
  summary: products.summary,
  // requestableProducts() and the pair's CHECK say that both are there.
  gatewayId: sql<string>`${products.gatewayId}`,
  accessPolicyId: sql<string>`${products.accessPolicyId}`,
  requestFields: products.requestFields,
};

/** Everything in the actor's cart, catalog by catalog, with what the portal asks in every form; one query. */
export async function readCart(
  db: Pick<Database | Transaction, 'select'>,
  actor: DeveloperActor,
): Promise<(CartItem & { isAvailable: boolean; portalFields: FormField[] })[]> {
  return db
    .select({
      ...columns,
      isAvailable: sql<boolean>`coalesce(${isAvailable(db, actor)}, false)`,
      portalFields: sql<FormField[]>`(select ${settings.requestFields} from ${settings})`,
    })
    .from(cartItems)
    .innerJoin(catalogs, eq(catalogs.id, cartItems.catalogId))
    .innerJoin(products, eq(products.id, cartItems.productId))
    .where(eq(cartItems.userId, actor.userId))
    .orderBy(asc(catalogs.position), asc(catalogs.displayName), asc(cartItems.addedAt), asc(products.displayName));
}

/**
 * What may be asked for of one catalog (and one gateway), locked: the products stay in the cart, offered and as they
 * are until the transaction ends, so that a request copies one consistent state of them.
 */
export async function lockCartItems(
  tx: Transaction,
  actor: DeveloperActor,
  group: { catalogId: string; gatewayId?: string },
): Promise<CartItem[]> {
  const held = await tx
    .select({ productId: cartItems.productId })
    .from(cartItems)
    .where(and(eq(cartItems.userId, actor.userId), eq(cartItems.catalogId, group.catalogId)))
    .for('update');
  return lockOfferedItems(tx, actor, {
    ...group,
    productIds: held.map(({ productId }) => productId),
  });
}

/**
 * Those of these products that the actor may ask for in this catalog (and at this gateway), locked: offered and as they
 * are until the transaction ends. What they may not see is left out, like what never was.
 */
export async function lockOfferedItems(
  tx: Transaction,
  actor: DeveloperActor,
  group: { catalogId: string; gatewayId?: string; productIds: readonly string[] },
): Promise<CartItem[]> {
  if (group.productIds.length === 0) return [];
  return tx
    .select(columns)
    .from(catalogProducts)
    .innerJoin(catalogs, eq(catalogs.id, catalogProducts.catalogId))
    .innerJoin(products, eq(products.id, catalogProducts.productId))
    .where(
      and(
        eq(catalogs.id, group.catalogId),
        inArray(products.id, [...group.productIds]),
        group.gatewayId ? eq(products.gatewayId, group.gatewayId) : undefined,
        isAvailable(tx, actor),
      ),
    )
    .orderBy(asc(products.id))
    .for('share');
}

/** Seen by the actor, and with a key behind it. */
function isAvailable(db: Pick<Database | Transaction, 'select'>, actor: DeveloperActor): SQL | undefined {
  return and(visibleCatalogs(db, actor), visibleProducts(db, actor), requestableProducts());
}
