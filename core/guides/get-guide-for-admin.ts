import { and, eq } from 'drizzle-orm';
import { productGuides, products } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';
import { isSlug } from '../products/is-slug';
import { guideFingerprint } from './lock-guide';

/** A guide to be edited. */
export type GuideForAdmin = {
  id: string;
  productId: string;
  slug: string;
  title: string;
  /** Markdown, as it was written. */
  body: string;
  updatedAt: Date;
  /** For the form: a change made from an older text is refused. */
  seen: string;
};

/** A guide as its editor shows it, by its name in addresses. Throws `not_found`, also for all but portal admins. */
export async function getGuideForAdmin(ctx: Context, input: { slug: string; guide: string }): Promise<GuideForAdmin> {
  if (!can(ctx.actor, 'offer.read_all') || !isSlug(input.slug) || !isSlug(input.guide)) throw notFound();
  const [guide] = await ctx.db
    .select({
      id: productGuides.id,
      productId: productGuides.productId,
      slug: productGuides.slug,
      title: productGuides.title,
      body: productGuides.body,
      updatedAt: productGuides.updatedAt,
    })
    .from(productGuides)
    .innerJoin(products, eq(products.id, productGuides.productId))
    .where(and(eq(products.slug, input.slug), eq(productGuides.slug, input.guide)));
  if (!guide) throw notFound();
  return { ...guide, seen: guideFingerprint(guide) };
}
