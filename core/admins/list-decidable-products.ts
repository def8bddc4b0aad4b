import { asc, isNotNull } from 'drizzle-orm';
import { products } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';

/**
 * The products that can be asked for, for choosing whose requests an approver decides. Throws `not_found` for all but
 * portal admins.
 */
export async function listDecidableProducts(ctx: Context): Promise<{ id: string; name: string }[]> {
  if (!can(ctx.actor, 'admin.list')) throw notFound();
  return ctx.db
    .select({ id: products.id, name: products.displayName })
    .from(products)
    .where(isNotNull(products.gatewayId))
    .orderBy(asc(products.displayName));
}
