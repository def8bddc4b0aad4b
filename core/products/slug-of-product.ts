import { eq } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { products } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';

/** The slug under which a product of any state is found, for portal admins. Throws `not_found`. */
export async function slugOfProduct(ctx: Context, input: { productId: string }): Promise<string> {
  if (!can(ctx.actor, 'offer.read_all') || !isId(input.productId)) throw notFound();
  const [row] = await ctx.db.select({ slug: products.slug }).from(products).where(eq(products.id, input.productId));
  if (!row) throw notFound();
  return row.slug;
}
