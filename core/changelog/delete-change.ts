import { eq } from 'drizzle-orm';
import { productChanges } from '@/db/schema';
import type { Context } from '../context';
import { mutate } from '../mutate';
import { lockChange } from './lock-change';

/**
 * Takes an entry out of a changelog for good. Mails of its announcement that did not leave yet are not sent. Throws
 * `not_found` and `forbidden`.
 */
export async function deleteChange(
  ctx: Context,
  input: { productId: string; changeId: string },
): Promise<{ title: string }> {
  return mutate(ctx, async (unit) => {
    const { product, change } = await lockChange(ctx, unit, input);
    await unit.tx.delete(productChanges).where(eq(productChanges.id, change.id));
    const { title, publishedOn } = change;
    const about = { product: product.slug, title, publishedOn };
    await unit.audit('change.deleted', { kind: 'product', id: product.id }, about);
    return { title };
  });
}
