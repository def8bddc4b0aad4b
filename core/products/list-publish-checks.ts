import { eq } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { products } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';
import { type PublishCheck, publishChecks } from './publish-checks';

/** What a product needs before it can be published, met or not. Throws `not_found` for everybody but portal admins. */
export async function listPublishChecks(ctx: Context, input: { productId: string }): Promise<PublishCheck[]> {
  if (!can(ctx.actor, 'offer.read_all') || !isId(input.productId)) throw notFound();
  const [product] = await ctx.db.select().from(products).where(eq(products.id, input.productId));
  if (!product) throw notFound();
  return publishChecks(ctx.db, product);
}
