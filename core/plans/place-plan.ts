import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { catalogPlans, catalogs } from '@/db/schema';
import { touchCatalog } from '../catalogs/lock-catalog';
import { invalid } from '../errors';
import type { Unit } from '../mutate';

/**
 * Puts a plan into exactly these catalogs, last in each that is new to it. Answers their slugs before and after. Throws
 * `invalid` for `catalogIds` when one is gone. The plan is held by the caller.
 */
export async function placePlan(
  unit: Unit,
  planId: string,
  catalogIds: readonly string[],
): Promise<{ from: string[]; to: string[] }> {
  const wanted = [...new Set(catalogIds)];
  if (!wanted.every(isId)) throw gone();
  const placed = await unit.tx
    .select({ id: catalogPlans.catalogId })
    .from(catalogPlans)
    .where(eq(catalogPlans.planId, planId));
  const before = placed.map(({ id }) => id);
  const touched = [...new Set([...before, ...wanted])];
  const held =
    touched.length === 0
      ? []
      : await unit.tx
          .select({ id: catalogs.id, slug: catalogs.slug })
          .from(catalogs)
          .where(inArray(catalogs.id, touched))
          .orderBy(asc(catalogs.id))
          .for('no key update');
  const slugs = new Map(held.map(({ id, slug }) => [id, slug]));
  if (!wanted.every((id) => slugs.has(id))) throw gone();
  for (const catalogId of touched) await placeIn(unit, planId, catalogId, before, wanted);
  const named = (ids: readonly string[]) => ids.map((id) => slugs.get(id) ?? id).sort();
  return { from: named(before), to: named(wanted) };
}

async function placeIn(
  unit: Unit,
  planId: string,
  catalogId: string,
  before: readonly string[],
  wanted: readonly string[],
): Promise<void> {
  const [isIn, shallBeIn] = [before.includes(catalogId), wanted.includes(catalogId)];
  if (isIn === shallBeIn) return;
  if (isIn) {
    await unit.tx
      .delete(catalogPlans)
      .where(and(eq(catalogPlans.catalogId, catalogId), eq(catalogPlans.planId, planId)));
  } else {
    const last = sql<number>`(select coalesce(max(other.position), -1) + 1 from catalog_plans other
      where other.catalog_id = ${catalogId})`;
    await unit.tx.insert(catalogPlans).values({ catalogId, planId, position: last });
  }
  await touchCatalog(unit, catalogId);
}

function gone() {
  return invalid('catalogIds', 'A catalog that you chose is not there any more. Open the page again.');
}
