import { sql } from 'drizzle-orm';
import { newId } from '@/db/ids';
import { catalogs } from '@/db/schema';
import type { Context } from '../context';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { type CatalogFacts, catalogSlugTaken, parseCatalog } from './parse-catalog';

/**
 * Makes an empty catalog behind all others. A private one is nobody's until its audience is chosen. Throws `forbidden`,
 * and `invalid` for `name`, `slug` and `description`.
 */
export async function createCatalog(ctx: Context, input: CatalogFacts): Promise<{ catalogId: string; slug: string }> {
  authorize(ctx.actor, 'offer.change');
  const facts = parseCatalog(input);
  const catalogId = newId();
  try {
    await mutate(ctx, async (unit) => {
      const position = sql`(select coalesce(max(last.position), -1) + 1 from ${catalogs} last)`;
      await unit.tx.insert(catalogs).values({ id: catalogId, ...facts, position });
      await unit.audit('catalog.created', { kind: 'catalog', id: catalogId }, facts);
    });
  } catch (error) {
    throw catalogSlugTaken(error);
  }
  return { catalogId, slug: facts.slug };
}
