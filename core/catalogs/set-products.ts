import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { cartItems, catalogProducts, products } from '@/db/schema';
import type { Context } from '../context';
import { invalid } from '../errors';
import { mutate, type Unit } from '../mutate';
import { arrange } from './arrange';
import { readAudience, type Sight } from './audience';
import { lockCatalog, mayChangeCatalog, touchCatalog } from './lock-catalog';
import { countOnlyHere } from './product-sight';

/** How many products one catalog holds. */
const CATALOG_PRODUCTS_MAX = 1_000;

/**
 * Says which products stand in a catalog, in which order. What leaves it leaves every cart; requests that are open keep
 * what they asked for. Answers how many people see one of them for the first time, or one no more, and how many carts
 * lost something. Throws `not_found`, `forbidden`, `conflict` when the catalog was changed since, and `invalid` for
 * `ids` when one is gone.
 */
export async function setCatalogProducts(
  ctx: Context,
  input: { catalogId: string; version: number; productIds: readonly string[] },
): Promise<{ sight: Sight; carts: number }> {
  return mutate(ctx, async (unit) => {
    await mayChangeCatalog(unit, ctx.actor, input.catalogId);
    const wanted = [...new Set(input.productIds)];
    await holdProducts(unit, wanted);
    // Carts before catalogs, as whoever submits one takes them.
    await holdCarts(unit, input.catalogId, wanted);
    const catalog = await lockCatalog(unit, ctx.actor, input);
    const before = await readOrder(unit, catalog.id);
    const { added, removed, isMoved } = arrange(before, wanted);
    const audience = await readAudience(unit.tx, catalog.id);
    const lost = audience ? await countOnlyHere(unit.tx, catalog.id, audience, removed) : 0;
    const carts = await countCarts(unit, catalog.id, removed);
    await writeOrder(unit, catalog.id, wanted, removed);
    const gained = audience ? await countOnlyHere(unit.tx, catalog.id, audience, added) : 0;
    await touchCatalog(unit, catalog.id);
    const sight = { gained, lost };
    const changes = { products: { added, removed, ...(isMoved && { order: wanted }) } };
    await unit.audit(
      'catalog.changed',
      { kind: 'catalog', id: catalog.id },
      { catalog: catalog.slug, changes, sight, carts },
    );
    return { sight, carts };
  });
}

async function holdProducts(unit: Unit, productIds: readonly string[]): Promise<void> {
  if (productIds.length > CATALOG_PRODUCTS_MAX) {
    throw invalid('ids', `Choose at most ${CATALOG_PRODUCTS_MAX} products.`);
  }
  const held = productIds.every(isId)
    ? await unit.tx
        .select({ id: products.id })
        .from(products)
        .where(inArray(products.id, [...productIds]))
        .orderBy(asc(products.id))
        .for('key share')
    : [];
  if (held.length < productIds.length) {
    throw invalid('ids', 'A product that you chose is not there any more. Open the page again.');
  }
}

async function holdCarts(unit: Unit, catalogId: string, kept: readonly string[]): Promise<void> {
  await unit.tx
    .select({ userId: cartItems.userId })
    .from(cartItems)
    .where(
      and(eq(cartItems.catalogId, catalogId), sql`not ${cartItems.productId} = any(${sql.param([...kept])}::uuid[])`),
    )
    .orderBy(asc(cartItems.userId), asc(cartItems.productId))
    .for('update');
}

async function readOrder(unit: Unit, catalogId: string): Promise<string[]> {
  const rows = await unit.tx
    .select({ id: catalogProducts.productId })
    .from(catalogProducts)
    .innerJoin(products, eq(products.id, catalogProducts.productId))
    .where(eq(catalogProducts.catalogId, catalogId))
    .orderBy(asc(catalogProducts.position), asc(sql`lower(${products.displayName})`));
  return rows.map(({ id }) => id);
}

async function countCarts(unit: Unit, catalogId: string, removed: readonly string[]): Promise<number> {
  const [row] = await unit.tx
    .select({ carts: sql<number>`count(distinct ${cartItems.userId})::int` })
    .from(cartItems)
    .where(and(eq(cartItems.catalogId, catalogId), inArray(cartItems.productId, [...removed])));
  return row?.carts ?? 0;
}

async function writeOrder(unit: Unit, catalogId: string, wanted: readonly string[], removed: readonly string[]) {
  await unit.tx
    .delete(catalogProducts)
    .where(and(eq(catalogProducts.catalogId, catalogId), inArray(catalogProducts.productId, [...removed])));
  if (wanted.length === 0) return;
  await unit.tx
    .insert(catalogProducts)
    .values(wanted.map((productId, position) => ({ catalogId, productId, position })))
    .onConflictDoUpdate({
      target: [catalogProducts.catalogId, catalogProducts.productId],
      set: { position: sql`excluded.position` },
    });
}
