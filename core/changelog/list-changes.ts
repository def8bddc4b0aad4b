import { desc, eq } from 'drizzle-orm';
import { newId } from '@/db/ids';
import { productAnnouncements, productChanges, products } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';
import { isSlug } from '../products/is-slug';
import type { ProductState } from '../products/product-card';
import { changeFingerprint } from './lock-change';

/** An entry of a product's changelog. */
export type ChangeLine = {
  id: string;
  title: string;
  /** Markdown, as it was written. */
  body: string;
  /** `YYYY-MM-DD`. */
  publishedOn: string;
  /** How far its announcement is; null: it was told to nobody. */
  announcement: { told: number; isDone: boolean } | null;
  /** For the form: a change made from an older text is refused. */
  seen: string;
};

type Changelog = {
  productId: string;
  state: ProductState;
  /** For the form of the next entry, so that the same form sent twice adds one. */
  nextId: string;
  changes: ChangeLine[];
};

/** A product's changelog as its editor lists it, newest first. Throws `not_found` for all but portal admins. */
export async function listChanges(ctx: Context, input: { slug: string }): Promise<Changelog> {
  if (!can(ctx.actor, 'offer.read_all') || !isSlug(input.slug)) throw notFound();
  const [product] = await ctx.db
    .select({ id: products.id, state: products.state })
    .from(products)
    .where(eq(products.slug, input.slug));
  if (!product) throw notFound();
  const rows = await ctx.db
    .select({
      change: productChanges,
      told: productAnnouncements.told,
      doneAt: productAnnouncements.doneAt,
    })
    .from(productChanges)
    .leftJoin(productAnnouncements, eq(productAnnouncements.changeId, productChanges.id))
    .where(eq(productChanges.productId, product.id))
    .orderBy(desc(productChanges.publishedOn), desc(productChanges.id));
  return {
    productId: product.id,
    state: product.state,
    nextId: newId(),
    changes: rows.map(({ change, told, doneAt }) => {
      const { id, title, body, publishedOn } = change;
      const announcement = told === null ? null : { told, isDone: doneAt !== null };
      return { id, title, body, publishedOn, announcement, seen: changeFingerprint(change) };
    }),
  };
}
