import { eq, sql } from 'drizzle-orm';
import { catalogs } from '@/db/schema';
import type { Context } from '../context';
import { mutate } from '../mutate';
import { type Audience, compareAudiences, readAudience, type Sight } from './audience';
import { lockCatalog } from './lock-catalog';
import { type CatalogFacts, catalogSlugTaken, parseCatalog } from './parse-catalog';

/**
 * Changes a catalog's name, address, description and visibility. Its audience stays, also while the visibility makes
 * nothing of it. Answers for how many people it appears or vanishes. Throws `not_found`, `forbidden`, `conflict` when
 * it was changed since, and `invalid` for `name`, `slug` and `description`.
 */
export async function changeCatalog(
  ctx: Context,
  input: CatalogFacts & { catalogId: string; version: number },
): Promise<{ slug: string; sight: Sight }> {
  try {
    return await mutate(ctx, async (unit) => {
      const catalog = await lockCatalog(unit, ctx.actor, input);
      const wanted = parseCatalog(input);
      const before = (await readAudience(unit.tx, catalog.id)) ?? emptyOf(catalog);
      const names = Object.keys(wanted) as (keyof typeof wanted)[];
      const changed = names.filter((name) => catalog[name] !== wanted[name]);
      await unit.tx
        .update(catalogs)
        .set({ ...wanted, version: sql`${catalogs.version} + 1`, updatedAt: sql`now()` })
        .where(eq(catalogs.id, catalog.id));
      const changes = Object.fromEntries(changed.map((name) => [name, { from: catalog[name], to: wanted[name] }]));
      const sight = await compareAudiences(unit.tx, before, { ...before, visibility: wanted.visibility });
      await unit.audit(
        'catalog.changed',
        { kind: 'catalog', id: catalog.id },
        { catalog: catalog.slug, changes, sight },
      );
      return { slug: wanted.slug, sight };
    });
  } catch (error) {
    throw catalogSlugTaken(error);
  }
}

function emptyOf({ visibility }: { visibility: Audience['visibility'] }): Audience {
  return { visibility, organizationIds: [], teamIds: [] };
}
