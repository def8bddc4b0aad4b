import { eq } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { catalogs } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';

/** The slug under which a catalog is found, for portal admins. Throws `not_found`. */
export async function slugOfCatalog(ctx: Context, input: { catalogId: string }): Promise<string> {
  if (!can(ctx.actor, 'offer.read_all') || !isId(input.catalogId)) throw notFound();
  const [row] = await ctx.db.select({ slug: catalogs.slug }).from(catalogs).where(eq(catalogs.id, input.catalogId));
  if (!row) throw notFound();
  return row.slug;
}
