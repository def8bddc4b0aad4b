import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { catalogPlans, plans } from '@/db/schema';
import type { Context } from '../context';
import { invalid } from '../errors';
import { mutate, type Unit } from '../mutate';
import { arrange } from './arrange';
import { countSeers, readAudience } from './audience';
import { lockCatalog, mayChangeCatalog, touchCatalog } from './lock-catalog';

/** How many plans one catalog offers; people compare them side by side. */
const CATALOG_PLANS_MAX = 100;

/**
 * Says on which plans a catalog's products are offered, in which order. Requests and keys on a plan that leaves go on.
 * Answers how many people choose from other plans now. Throws `not_found`, `forbidden`, `conflict` when the catalog was
 * changed since, and `invalid` for `ids` when one is gone.
 */
export async function setCatalogPlans(
  ctx: Context,
  input: { catalogId: string; version: number; planIds: readonly string[] },
): Promise<{ people: number }> {
  return mutate(ctx, async (unit) => {
    await mayChangeCatalog(unit, ctx.actor, input.catalogId);
    const wanted = [...new Set(input.planIds)];
    await holdPlans(unit, wanted);
    const catalog = await lockCatalog(unit, ctx.actor, input);
    const { added, removed, isMoved } = arrange(await readOrder(unit, catalog.id), wanted);
    await writeOrder(unit, catalog.id, wanted, removed);
    await touchCatalog(unit, catalog.id);
    const audience = added.length + removed.length > 0 ? await readAudience(unit.tx, catalog.id) : null;
    const people = audience ? await countSeers(unit.tx, audience) : 0;
    const changes = { plans: { added, removed, ...(isMoved && { order: wanted }) } };
    await unit.audit(
      'catalog.changed',
      { kind: 'catalog', id: catalog.id },
      { catalog: catalog.slug, changes, people },
    );
    return { people };
  });
}

async function holdPlans(unit: Unit, planIds: readonly string[]): Promise<void> {
  if (planIds.length > CATALOG_PLANS_MAX) throw invalid('ids', `Choose at most ${CATALOG_PLANS_MAX} plans.`);
  const held = planIds.every(isId)
    ? await unit.tx
        .select({ id: plans.id })
        .from(plans)
        .where(inArray(plans.id, [...planIds]))
        .orderBy(asc(plans.id))
        .for('key share')
    : [];
  if (held.length < planIds.length) {
    throw invalid('ids', 'A plan that you chose is not there any more. Open the page again.');
  }
}

async function readOrder(unit: Unit, catalogId: string): Promise<string[]> {
  const rows = await unit.tx
    .select({ id: catalogPlans.planId })
    .from(catalogPlans)
    .innerJoin(plans, eq(plans.id, catalogPlans.planId))
    .where(eq(catalogPlans.catalogId, catalogId))
    .orderBy(asc(catalogPlans.position), asc(plans.displayName));
  return rows.map(({ id }) => id);
}

async function writeOrder(unit: Unit, catalogId: string, wanted: readonly string[], removed: readonly string[]) {
  await unit.tx
    .delete(catalogPlans)
    .where(and(eq(catalogPlans.catalogId, catalogId), inArray(catalogPlans.planId, [...removed])));
  if (wanted.length === 0) return;
  await unit.tx
    .insert(catalogPlans)
    .values(wanted.map((planId, position) => ({ catalogId, planId, position })))
    .onConflictDoUpdate({
      target: [catalogPlans.catalogId, catalogPlans.planId],
      set: { position: sql`excluded.position` },
    });
}
