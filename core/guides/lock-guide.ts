import { and, eq } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { productGuides } from '@/db/schema';
import type { Context } from '../context';
import { conflict, notFound } from '../errors';
import { fingerprint } from '../fingerprint';
import type { Unit } from '../mutate';
import { type LockedProduct, lockProduct } from '../products/lock-product';

/** A guide that is held for this change. */
export type LockedGuide = typeof productGuides.$inferSelect;

/** What a form carries along, so that nobody writes over what another admin wrote meanwhile. */
export function guideFingerprint(guide: { title: string; slug: string; body: string }): string {
  return fingerprint(guide.title, guide.slug, guide.body);
}

/**
 * Holds a guide's product, so that guides change one after the other, and reads the guide. Throws `not_found`,
 * `forbidden`, and `conflict` when it reads otherwise than in the form that `seen` comes from.
 */
export async function lockGuide(
  ctx: Context,
  unit: Unit,
  wish: { productId: string; guideId: string; seen?: string },
): Promise<{ product: LockedProduct; guide: LockedGuide }> {
  const product = await lockProduct(ctx, unit.tx, { productId: wish.productId });
  if (!isId(wish.guideId)) throw notFound();
  const [guide] = await unit.tx
    .select()
    .from(productGuides)
    .where(and(eq(productGuides.id, wish.guideId), eq(productGuides.productId, product.id)));
  if (!guide) throw notFound();
  if (wish.seen !== undefined && wish.seen !== guideFingerprint(guide)) {
    throw conflict('Somebody else changed this guide meanwhile. Copy your text, then open the page again.');
  }
  return { product, guide };
}
