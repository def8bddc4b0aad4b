import { and, eq } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { apiDocuments, productApis, products } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';
import { isSlug } from '../products/is-slug';
import { type DocumentLine, readLines } from './list-documents';
import type { Problem } from './parsed-document';

/** One version of a document with everything that was found wrong with it. */
export type DocumentVersion = DocumentLine & {
  productSlug: string;
  api: { slug: string; name: string };
  /** What is wrong with it, by line where the line is known. */
  report: Problem[];
};

type Address = { slug: string; documentId: string };

/** One version of a product's documents with its report. Throws `not_found`, also for all but portal admins. */
export async function getDocument(ctx: Context, input: Address): Promise<DocumentVersion> {
  if (!can(ctx.actor, 'offer.read_all') || !isSlug(input.slug) || !isId(input.documentId)) throw notFound();
  const [place] = await ctx.db
    .select({
      productSlug: products.slug,
      api: { slug: productApis.slug, name: productApis.name },
      report: apiDocuments.report,
    })
    .from(apiDocuments)
    .innerJoin(productApis, eq(productApis.id, apiDocuments.productApiId))
    .innerJoin(products, eq(products.id, productApis.productId))
    .where(and(eq(apiDocuments.id, input.documentId), eq(products.slug, input.slug)));
  const [line] = place ? await readLines(ctx, eq(apiDocuments.id, input.documentId)) : [];
  if (!place || !line) throw notFound();
  const { productApiId: _, ...facts } = line;
  const report = place.report.toSorted((one, other) => (one.line ?? Infinity) - (other.line ?? Infinity));
  return { ...facts, ...place, report };
}
