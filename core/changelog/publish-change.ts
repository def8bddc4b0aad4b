import { newId } from '@/db/ids';
import { productChanges } from '@/db/schema';
import type { Context } from '../context';
import { conflict } from '../errors';
import { mutate } from '../mutate';
import { announce } from '../products/announce';
import { lockProduct } from '../products/lock-product';
import { parseChange, type WrittenChange } from './parse-change';

/**
 * Adds an entry to a product's changelog and, when `isAnnounced`, has those told who hold keys for it or watch it: this
 * once, never again. The same `changeId` twice adds one entry. Throws `not_found`, `forbidden`, `invalid` for what is
 * written wrong, and `conflict` for an announcement of what developers cannot see.
 */
export async function publishChange(
  ctx: Context,
  input: { productId: string; changeId?: string; isAnnounced: boolean } & WrittenChange,
): Promise<{ changeId: string }> {
  const id = input.changeId ?? newId();
  return mutate(ctx, async (unit) => {
    const product = await lockProduct(ctx, unit.tx, { productId: input.productId });
    const written = parseChange(input, ctx.now());
    const isSeen = product.state === 'published' || product.state === 'deprecated';
    if (input.isAnnounced && !isSeen) throw conflict('Nobody can see this product. Publish the entry untold.');
    const added = await unit.tx
      .insert(productChanges)
      .values({ id, productId: product.id, ...written })
      .onConflictDoNothing()
      .returning({ id: productChanges.id });
    const isTold = input.isAnnounced && added.length > 0;
    if (isTold) await announce(unit, { productId: product.id, kind: 'change', changeId: id });
    const about = { product: product.slug, title: written.title, announced: isTold };
    await unit.audit('change.published', { kind: 'product', id: product.id }, about);
    return { changeId: id };
  });
}
