import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { catalogProducts, catalogs } from '@/db/schema';
import type { Context } from '../context';
import { invalid } from '../errors';
import { mutate, type Unit } from '../mutate';
import { holdCarts } from './hold-carts';
import { type LockedProduct, lockProduct } from './lock-product';
import { aboutProduct, writeProduct } from './write-product';

type Shelf = { id: string; slug: string };

/**
 * Says in which catalogs a product stands: in a new one it stands last; where it leaves one, it leaves the carts that
 * held it from there. Each catalog that changes gets a new version too, so that a form that was made before cannot undo
 * this. Throws `conflict` when the product was changed since `version`.
 */
export async function changeProductCatalogs(
  ctx: Context,
  input: { productId: string; version: number; catalogIds: readonly string[] },
): Promise<void> {
  await mutate(ctx, async (unit) => {
    await holdCarts(ctx, unit.tx, input.productId);
    const product = await lockProduct(ctx, unit.tx, input);
    const before = await readShelves(unit, product);
    const touched = await holdTouched(unit, before, [...new Set(input.catalogIds)]);
    await place(unit, product, touched.added);
    await takeAway(unit, product, touched.removed);
    await writeProduct(unit, product, {});
    const after = [...before.filter(({ id }) => !touched.removed.some((gone) => gone.id === id)), ...touched.added];
    const changes = { catalogs: { from: before.map(slugOfShelf).sort(), to: after.map(slugOfShelf).sort() } };
    await unit.audit('product.changed', aboutProduct(product), { product: product.slug, changes });
    for (const shelf of [...touched.added, ...touched.removed]) await tellCatalog(unit, shelf, product, touched.added);
  });
}

async function readShelves(unit: Unit, product: LockedProduct): Promise<Shelf[]> {
  return unit.tx
    .select({ id: catalogs.id, slug: catalogs.slug })
    .from(catalogProducts)
    .innerJoin(catalogs, eq(catalogs.id, catalogProducts.catalogId))
    .where(eq(catalogProducts.productId, product.id));
}

/** The catalogs that change, held in the order of their ids. */
async function holdTouched(unit: Unit, before: readonly Shelf[], wanted: readonly string[]) {
  const has = (id: string) => before.some((shelf) => shelf.id === id);
  const ids = [...wanted.filter((id) => !has(id)), ...before.flatMap(({ id }) => (wanted.includes(id) ? [] : [id]))];
  if (!wanted.every(isId)) throw gone();
  if (ids.length === 0) return { added: [], removed: [] };
  const held = await unit.tx
    .select({ id: catalogs.id, slug: catalogs.slug })
    .from(catalogs)
    .where(inArray(catalogs.id, ids))
    .orderBy(asc(catalogs.id))
    .for('update');
  const added = held.filter(({ id }) => !has(id));
  if (added.length !== ids.filter((id) => !has(id)).length) throw gone();
  await unit.tx
    .update(catalogs)
    .set({ version: sql`${catalogs.version} + 1`, updatedAt: sql`now()` })
    .where(inArray(catalogs.id, ids));
  return { added, removed: held.filter(({ id }) => has(id)) };
}

function gone() {
  return invalid('catalogIds', 'One of these catalogs was deleted meanwhile. Open the page again.');
}

async function place(unit: Unit, product: LockedProduct, shelves: readonly Shelf[]): Promise<void> {
  for (const { id } of shelves) {
    await unit.tx.insert(catalogProducts).values({
      catalogId: id,
      productId: product.id,
      position: sql`(select coalesce(max(placed.position), -1) + 1 from catalog_products placed
        where placed.catalog_id = ${id})`,
    });
  }
}

async function takeAway(unit: Unit, product: LockedProduct, shelves: readonly Shelf[]): Promise<void> {
  if (shelves.length === 0) return;
  const ids = shelves.map(({ id }) => id);
  await unit.tx
    .delete(catalogProducts)
    .where(and(eq(catalogProducts.productId, product.id), inArray(catalogProducts.catalogId, ids)));
}

async function tellCatalog(unit: Unit, shelf: Shelf, product: LockedProduct, added: readonly Shelf[]): Promise<void> {
  const what = added.includes(shelf) ? 'added' : 'removed';
  await unit.audit('catalog.changed', { kind: 'catalog', id: shelf.id }, { catalog: shelf.slug, [what]: product.slug });
}

function slugOfShelf({ slug }: Shelf): string {
  return slug;
}
