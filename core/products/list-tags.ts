import { and, sql } from 'drizzle-orm';
import { products } from '@/db/schema';
import type { Context } from '../context';
import { visibleProducts } from '../visibility';
import { inCatalog } from './in-catalog';

/** A filter longer than this helps nobody. */
const TAGS_MAX = 100;

/** The tags of the products that the actor may see, of all catalogs or of one, by name. */
export async function listTags(ctx: Context, filter: { catalog?: string | undefined } = {}): Promise<string[]> {
  const { catalog } = filter;
  const rows = await ctx.db
    .selectDistinct({ tag: sql<string>`unnest(${products.tags})` })
    .from(products)
    .where(and(visibleProducts(ctx.db, ctx.actor), catalog === undefined ? undefined : inCatalog(ctx, catalog)))
    .orderBy(sql`1`)
    .limit(TAGS_MAX);
  return rows.map(({ tag }) => tag);
}
