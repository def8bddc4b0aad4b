import { asc, eq } from 'drizzle-orm';
import { cartItems, catalogs } from '@/db/schema';
import type { Context } from '../context';
import { mutate } from '../mutate';
import { type CatalogEffects, readCatalogEffects } from './catalog-effects';
import { lockCatalog, mayChangeCatalog } from './lock-catalog';

/**
 * Takes a catalog away, with its place in every cart. Its products and plans stay; requests and keys that came from it
 * keep what they copied and go on. `getCatalogForAdmin` shows the effects before. Throws `not_found`, `forbidden`, and
 * `conflict` when it was changed since.
 */
export async function deleteCatalog(
  ctx: Context,
  input: { catalogId: string; version: number },
): Promise<CatalogEffects> {
  return mutate(ctx, async (unit) => {
    await mayChangeCatalog(unit, ctx.actor, input.catalogId);
    // Carts before catalogs, as whoever submits one takes them.
    await unit.tx
      .select({ userId: cartItems.userId })
      .from(cartItems)
      .where(eq(cartItems.catalogId, input.catalogId))
      .orderBy(asc(cartItems.userId), asc(cartItems.productId))
      .for('update');
    const catalog = await lockCatalog(unit, ctx.actor, input);
    const effects = await readCatalogEffects(unit.tx, catalog.id);
    await unit.tx.delete(catalogs).where(eq(catalogs.id, catalog.id));
    const { displayName: name, slug, visibility } = catalog;
    await unit.audit('catalog.deleted', { kind: 'catalog', id: catalog.id }, { name, slug, visibility, ...effects });
    return effects;
  });
}
