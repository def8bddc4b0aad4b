import type { Context } from '../context';
import { mutate } from '../mutate';
import { lockProduct } from './lock-product';
import { type ProductDetails, parseDetails } from './parse-details';
import { syncOwnPolicy } from './sync-own-policy';
import { aboutProduct, writeProduct } from './write-product';

/**
 * Changes how a product presents itself. With the slug all its addresses change. Answers the slug. Throws `invalid` for
 * each field that is wrong and for a slug that is taken, `conflict` when the product was changed since `version`.
 */
export async function changeProductDetails(
  ctx: Context,
  input: ProductDetails & { productId: string; version: number },
): Promise<{ slug: string }> {
  return mutate(ctx, async (unit) => {
    const product = await lockProduct(ctx, unit.tx, input);
    const wanted = parseDetails(input);
    const changes = await writeProduct(unit, product, wanted);
    // The whole text stands in the row; the log needs to say only that it is another one.
    if (changes.description) {
      changes.description = { from: lengthOf(product.description), to: lengthOf(wanted.description) };
    }
    await unit.audit('product.changed', aboutProduct(product), { product: wanted.slug, changes });
    await syncOwnPolicy(unit, product, { displayName: wanted.displayName });
    return { slug: wanted.slug };
  });
}

function lengthOf(text: string): string {
  return `${text.length} characters`;
}
