import { eq, sql } from 'drizzle-orm';
import { productGuides } from '@/db/schema';
import type { Context } from '../context';
import { mutate } from '../mutate';
import { lockGuide } from './lock-guide';
import { parseGuide, type WrittenGuide } from './parse-guide';
import { requireFreeSlug } from './require-free-slug';

/**
 * Rewrites a guide. `seen` is the fingerprint of what the form showed. Throws `not_found`, `forbidden`, `invalid` for
 * what is written wrong, and `conflict` when somebody else changed it meanwhile.
 */
export async function changeGuide(
  ctx: Context,
  input: { productId: string; guideId: string; seen: string } & WrittenGuide,
): Promise<{ slug: string }> {
  return mutate(ctx, async (unit) => {
    const { product, guide } = await lockGuide(ctx, unit, input);
    const written = parseGuide(input);
    await requireFreeSlug(unit.tx, { productId: product.id, slug: written.slug, guideId: guide.id });
    await unit.tx
      .update(productGuides)
      .set({ ...written, updatedAt: sql`now()` })
      .where(eq(productGuides.id, guide.id));
    const changes = {
      ...(written.title !== guide.title && { title: { from: guide.title, to: written.title } }),
      ...(written.slug !== guide.slug && { slug: { from: guide.slug, to: written.slug } }),
      ...(written.body !== guide.body && { characters: { from: guide.body.length, to: written.body.length } }),
    };
    const about = { product: product.slug, title: written.title, changes };
    await unit.audit('guide.changed', { kind: 'guide', id: guide.id }, about);
    return { slug: written.slug };
  });
}
