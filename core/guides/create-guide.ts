import { eq, sql } from 'drizzle-orm';
import { newId } from '@/db/ids';
import { productGuides } from '@/db/schema';
import type { Context } from '../context';
import { conflict } from '../errors';
import { mutate } from '../mutate';
import { lockProduct } from '../products/lock-product';
import { parseGuide, type WrittenGuide } from './parse-guide';
import { requireFreeSlug } from './require-free-slug';

/** Of one product; more is a manual, and has a site of its own. */
const GUIDES_MAX = 100;

/**
 * Adds a guide to a product, behind the others. Throws `not_found`, `forbidden`, `invalid` for what is written wrong or
 * an address that another guide has, and `conflict` when there are too many.
 */
export async function createGuide(
  ctx: Context,
  input: { productId: string } & WrittenGuide,
): Promise<{ guideId: string; slug: string }> {
  return mutate(ctx, async (unit) => {
    const product = await lockProduct(ctx, unit.tx, input);
    const written = parseGuide(input);
    await requireFreeSlug(unit.tx, { productId: product.id, slug: written.slug });
    const [known] = await unit.tx
      .select({
        count: sql<number>`count(*)::int`,
        position: sql<number>`coalesce(max(${productGuides.position}), -1) + 1`,
      })
      .from(productGuides)
      .where(eq(productGuides.productId, product.id));
    if ((known?.count ?? 0) >= GUIDES_MAX) throw conflict(`A product has at most ${GUIDES_MAX} guides.`);
    const id = newId();
    await unit.tx
      .insert(productGuides)
      .values({ id, productId: product.id, ...written, position: known?.position ?? 0 });
    const { title, slug } = written;
    await unit.audit('guide.created', { kind: 'guide', id }, { product: product.slug, title, slug });
    return { guideId: id, slug };
  });
}
