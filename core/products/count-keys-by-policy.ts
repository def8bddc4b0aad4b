import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import { accessRequestProducts, credentials } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';

/** How many keys work with a policy, or are being made with it. */
export type KeysOnPolicy = { policyId: string; keys: number };

/**
 * How many keys that work, or are being made, got which access policy for a product: keys keep the one that they were
 * made with. Throws `not_found` for everybody but portal admins.
 */
export async function countKeysByPolicy(ctx: Context, input: { productId: string }): Promise<KeysOnPolicy[]> {
  if (!can(ctx.actor, 'offer.read_all')) throw notFound();
  const keys = sql<number>`count(*)::int`;
  return ctx.db
    .select({ policyId: accessRequestProducts.accessPolicyId, keys })
    .from(accessRequestProducts)
    .innerJoin(credentials, eq(credentials.accessRequestId, accessRequestProducts.accessRequestId))
    .where(
      and(
        eq(accessRequestProducts.productId, input.productId),
        inArray(credentials.status, ['provisioning', 'active']),
      ),
    )
    .groupBy(accessRequestProducts.accessPolicyId)
    .orderBy(desc(keys));
}
