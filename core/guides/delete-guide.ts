import { eq } from 'drizzle-orm';
import { productGuides } from '@/db/schema';
import type { Context } from '../context';
import { mutate } from '../mutate';
import { lockGuide } from './lock-guide';

/** Deletes a guide for good; the log keeps its title. Throws `not_found` and `forbidden`. */
export async function deleteGuide(
  ctx: Context,
  input: { productId: string; guideId: string },
): Promise<{ title: string }> {
  return mutate(ctx, async (unit) => {
    const { product, guide } = await lockGuide(ctx, unit, input);
    await unit.tx.delete(productGuides).where(eq(productGuides.id, guide.id));
    const { title, slug } = guide;
    await unit.audit('guide.deleted', { kind: 'guide', id: guide.id }, { product: product.slug, title, slug });
    return { title };
  });
}
