import { and, eq } from 'drizzle-orm';
import { productGuides, products } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { isSlug } from '../products/is-slug';
import { visibleProducts } from '../visibility';
import { link, nested, paragraphs, plain } from './markdown-text';

/** A guide as it was written. Throws `not_found` for what is not there and what the actor may not see. */
export async function guidePage(ctx: Context, input: { product: string; guide: string }): Promise<string> {
  if (!isSlug(input.product) || !isSlug(input.guide)) throw notFound();
  const [guide] = await ctx.db
    .select({ title: productGuides.title, body: productGuides.body, productName: products.displayName })
    .from(productGuides)
    .innerJoin(products, eq(products.id, productGuides.productId))
    .where(
      and(eq(products.slug, input.product), eq(productGuides.slug, input.guide), visibleProducts(ctx.db, ctx.actor)),
    );
  if (!guide) throw notFound();
  return paragraphs([
    `# ${plain(guide.title)}`,
    `A guide to ${link(guide.productName, `/products/${input.product}.md`)}.`,
    nested(guide.body, 1),
  ]);
}
