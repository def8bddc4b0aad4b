import { and, asc, eq } from 'drizzle-orm';
import { productGuides, products } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { withOwnImages } from '../images/with-own-images';
import { renderMarkdown } from '../markdown/render';
import type { SafeHtml } from '../safe-html';
import { visibleProducts } from '../visibility';
import { isSlug } from './is-slug';

/** A guide as people read it, with those around it. */
export type GuideView = {
  productSlug: string;
  productName: string;
  slug: string;
  title: string;
  body: SafeHtml;
  /** All guides of the product, in order, this one among them. */
  guides: { slug: string; title: string }[];
};

/** A getting-started page of a product. Throws `not_found` when there is none, or the actor may not see the product. */
export async function getGuide(ctx: Context, input: { product: string; guide: string }): Promise<GuideView> {
  if (!isSlug(input.product)) throw notFound();
  const guides = await ctx.db
    .select({
      id: productGuides.id,
      slug: productGuides.slug,
      title: productGuides.title,
      productName: products.displayName,
    })
    .from(productGuides)
    .innerJoin(products, eq(products.id, productGuides.productId))
    .where(and(eq(products.slug, input.product), visibleProducts(ctx.db, ctx.actor)))
    .orderBy(asc(productGuides.position), asc(productGuides.title));
  const guide = guides.find(({ slug }) => slug === input.guide);
  if (!guide) throw notFound();
  const [text] = await ctx.db
    .select({ body: productGuides.body })
    .from(productGuides)
    .where(eq(productGuides.id, guide.id));
  return {
    productSlug: input.product,
    productName: guide.productName,
    slug: guide.slug,
    title: guide.title,
    body: renderMarkdown(withOwnImages(text?.body ?? '', input.product), { remoteImages: true }),
    guides: guides.map(({ slug, title }) => ({ slug, title })),
  };
}
