import { eq } from 'drizzle-orm';
import { productChanges } from '@/db/schema';
import type { Context } from '../context';
import { mutate } from '../mutate';
import { lockChange } from './lock-change';
import { parseChange, type WrittenChange } from './parse-change';

/**
 * Rewrites an entry of a changelog; nobody is told again. `seen` is the fingerprint of what the form showed. Throws
 * `not_found`, `forbidden`, `invalid` for what is written wrong, and `conflict` when somebody else changed it meanwhile.
 */
export async function editChange(
  ctx: Context,
  input: { productId: string; changeId: string; seen: string } & WrittenChange,
): Promise<void> {
  await mutate(ctx, async (unit) => {
    const { product, change } = await lockChange(ctx, unit, input);
    const written = parseChange(input, ctx.now());
    await unit.tx.update(productChanges).set(written).where(eq(productChanges.id, change.id));
    const changes = {
      ...(written.title !== change.title && { title: { from: change.title, to: written.title } }),
      ...(written.publishedOn !== change.publishedOn && { day: { from: change.publishedOn, to: written.publishedOn } }),
      ...(written.body !== change.body && { characters: { from: change.body.length, to: written.body.length } }),
    };
    const about = { product: product.slug, title: written.title, changes };
    await unit.audit('change.edited', { kind: 'product', id: product.id }, about);
  });
}
