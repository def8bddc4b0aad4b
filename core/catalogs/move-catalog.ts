import { asc, eq, sql } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { catalogs } from '@/db/schema';
import type { Context } from '../context';
import { conflict, notFound } from '../errors';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { visibleCatalogs } from '../visibility';

/**
 * Puts a catalog before another one, or behind all with `before` null: the order in which people find them. Doing it
 * twice is doing it once. Throws `not_found`, `forbidden`, and `conflict` when the other one is gone.
 */
export async function moveCatalog(ctx: Context, input: { catalogId: string; before: string | null }): Promise<void> {
  const { catalogId, before } = input;
  if (!isId(catalogId)) throw notFound();
  await mutate(ctx, async (unit) => {
    // All of them, always in the same order: of two admins who sort at once, the second sorts what the first left.
    const rows = await unit.tx
      .select({ id: catalogs.id, position: catalogs.position, name: catalogs.displayName, slug: catalogs.slug })
      .from(catalogs)
      .where(visibleCatalogs(unit.tx, ctx.actor))
      .orderBy(asc(catalogs.id))
      .for('no key update');
    if (!rows.some(({ id }) => id === catalogId)) throw notFound();
    authorize(ctx.actor, 'offer.change');
    const sorted = rows.toSorted((one, other) => one.position - other.position || (one.name < other.name ? -1 : 1));
    const others = sorted.filter(({ id }) => id !== catalogId).map(({ id }) => id);
    const at = before === null || before === catalogId ? others.length : others.indexOf(before);
    if (at < 0) throw conflict('The catalog beside it is not there any more. Open the page again.');
    const wanted = [...others.slice(0, at), catalogId, ...others.slice(at)];
    for (const [position, id] of wanted.entries()) {
      const was = rows.find((row) => row.id === id)?.position;
      if (was === position) continue;
      await unit.tx.update(catalogs).set({ position, updatedAt: sql`now()` }).where(eq(catalogs.id, id));
    }
    const from = sorted.findIndex(({ id }) => id === catalogId);
    const changes = { position: { from: from + 1, to: at + 1 } };
    const catalog = sorted[from]?.slug;
    await unit.audit('catalog.changed', { kind: 'catalog', id: catalogId }, { catalog, changes });
  });
}
