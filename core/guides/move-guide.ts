import { asc, eq } from 'drizzle-orm';
import { productGuides } from '@/db/schema';
import type { Context } from '../context';
import { mutate } from '../mutate';
import { lockGuide } from './lock-guide';

/**
 * Moves a guide one place up or down among its product's. At the end of the list it stays where it is. Throws
 * `not_found` and `forbidden`.
 */
export async function moveGuide(
  ctx: Context,
  input: { productId: string; guideId: string; direction: 'up' | 'down' },
): Promise<{ title: string }> {
  return mutate(ctx, async (unit) => {
    const { product, guide } = await lockGuide(ctx, unit, input);
    const ordered = await unit.tx
      .select({ id: productGuides.id, position: productGuides.position })
      .from(productGuides)
      .where(eq(productGuides.productId, product.id))
      .orderBy(asc(productGuides.position), asc(productGuides.title));
    const from = ordered.findIndex(({ id }) => id === guide.id);
    const to = Math.min(ordered.length - 1, Math.max(0, from + (input.direction === 'up' ? -1 : 1)));
    const moved = ordered.toSpliced(from, 1).toSpliced(to, 0, ...ordered.slice(from, from + 1));
    for (const [position, { id, position: was }] of moved.entries()) {
      if (was !== position) await unit.tx.update(productGuides).set({ position }).where(eq(productGuides.id, id));
    }
    const { title } = guide;
    const about = { product: product.slug, title, changes: { place: { from: from + 1, to: to + 1 } } };
    await unit.audit('guide.changed', { kind: 'guide', id: guide.id }, about);
    return { title };
  });
}
