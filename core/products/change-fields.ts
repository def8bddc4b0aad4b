import type { Context } from '../context';
import { mutate } from '../mutate';
import { type DraftField, parseFormFields } from '../settings/parse-form-fields';
import { lockProduct } from './lock-product';
import { aboutProduct, writeProduct } from './write-product';

/**
 * Changes what a request for this product is asked, beside what the portal asks every request. Answers that were given
 * keep the question as it was. Throws `invalid` for each part of a question, `conflict` when the product was changed
 * since `version`.
 */
export async function changeProductFields(
  ctx: Context,
  input: { productId: string; version: number; requestFields: readonly DraftField[] },
): Promise<void> {
  await mutate(ctx, async (unit) => {
    const product = await lockProduct(ctx, unit.tx, input);
    const requestFields = parseFormFields(input.requestFields, 'requestFields');
    const changes = await writeProduct(unit, product, { requestFields });
    await unit.audit('product.changed', aboutProduct(product), { product: product.slug, changes });
  });
}
