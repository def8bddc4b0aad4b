import { and, eq, sql } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { catalogs } from '@/db/schema';
import { conflict, notFound } from '../errors';
import type { Actor } from '../identity/actor';
import type { Unit } from '../mutate';
import { authorize } from '../policy';
import { visibleCatalogs } from '../visibility';

/** A catalog that is held for this change. */
export type LockedCatalog = typeof catalogs.$inferSelect;

/**
 * A catalog that the actor may change, as they saw it, locked. Others may still put its products into their carts.
 * Throws `not_found`, `forbidden`, and `conflict` when somebody has changed it since `version` was read.
 */
export async function lockCatalog(
  unit: Unit,
  actor: Actor,
  wish: { catalogId: string; version: number },
): Promise<LockedCatalog> {
  if (!isId(wish.catalogId)) throw notFound();
  const [catalog] = await unit.tx
    .select()
    .from(catalogs)
    .where(and(eq(catalogs.id, wish.catalogId), visibleCatalogs(unit.tx, actor)))
    .for('no key update');
  if (!catalog) throw notFound();
  authorize(actor, 'offer.change');
  if (catalog.version !== wish.version) {
    throw conflict('Somebody else changed this catalog meanwhile. Open the page again to see it as it is.');
  }
  return catalog;
}

/**
 * Whether the actor may change this catalog, before anything else is held or looked at: so that nobody learns by it what
 * there is. Throws `not_found` and `forbidden`.
 */
export async function mayChangeCatalog(unit: Unit, actor: Actor, catalogId: string): Promise<void> {
  if (!isId(catalogId)) throw notFound();
  const [catalog] = await unit.tx
    .select({ id: catalogs.id })
    .from(catalogs)
    .where(and(eq(catalogs.id, catalogId), visibleCatalogs(unit.tx, actor)));
  if (!catalog) throw notFound();
  authorize(actor, 'offer.change');
}

/** Says that the catalog is not what it was, so that whoever has it open on an older page is told. */
export async function touchCatalog(unit: Unit, catalogId: string): Promise<void> {
  await unit.tx
    .update(catalogs)
    .set({ version: sql`${catalogs.version} + 1`, updatedAt: sql`now()` })
    .where(eq(catalogs.id, catalogId));
}
