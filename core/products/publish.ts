import type { Context } from '../context';
import { conflict } from '../errors';
import { mutate } from '../mutate';
import { lockProduct } from './lock-product';
import { publishChecks } from './publish-checks';
import { requireProductState } from './require-state';
import { aboutProduct, writeProduct } from './write-product';

/**
 * Lets those who may see its catalogs see a draft; a retired product comes back. Throws `conflict` when something is
 * missing, saying all of it, when it is not a draft or retired, or was changed since `version`.
 */
export async function publishProduct(
  ctx: Context,
  input: { productId: string; version?: number | undefined },
): Promise<void> {
  await mutate(ctx, async (unit) => {
    const product = await lockProduct(ctx, unit.tx, input);
    requireProductState(product, ['draft', 'retired']);
    const missing = (await publishChecks(unit.tx, product)).filter(({ isMet }) => !isMet);
    if (missing.length > 0) throw conflict(`Not yet: ${missing.map((check) => check.missing).join(' ')}`);
    const publishedAt = product.publishedAt ?? ctx.now();
    await writeProduct(unit, product, { state: 'published', publishedAt, sunsetOn: null, deprecationNote: '' });
    await unit.audit('product.published', aboutProduct(product), { product: product.slug, from: product.state });
  });
}
