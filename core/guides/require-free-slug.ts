import { and, eq } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { productGuides } from '@/db/schema';
import { invalid } from '../errors';

/** Asked while the product is held. Throws `invalid` when another guide of the product has this address. */
export async function requireFreeSlug(
  tx: Transaction,
  wish: { productId: string; slug: string; guideId?: string },
): Promise<void> {
  const [taken] = await tx
    .select({ id: productGuides.id })
    .from(productGuides)
    .where(and(eq(productGuides.productId, wish.productId), eq(productGuides.slug, wish.slug)));
  if (taken && taken.id !== wish.guideId) throw invalid('slug', 'Another guide of this product has this address.');
}
