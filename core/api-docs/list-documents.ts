import { and, asc, desc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { apiDocuments, auditEvents, productApis, products } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';
import { isSlug } from '../products/is-slug';

/** Of a version: being read, shown, replaced by a newer one, or of no use. */
export type DocumentState = (typeof apiDocuments.state.enumValues)[number];

/** A version of an API's document, as lists show it. */
export type DocumentLine = {
  id: string;
  version: number;
  state: DocumentState;
  /** Of the source. */
  bytes: number;
  /** `2.0`, `3.0` or `3.1`; null while it is unknown. */
  openapi: string | null;
  title: string | null;
  /** How many remarks its report has. */
  problems: number;
  sourceUrl: string | null;
  createdAt: Date;
  liveAt: Date | null;
  /** Who brought it; null where the log does not tell any more. */
  by: string | null;
};

/** An API of a product with every version of its document, newest first. */
export type ApiDocuments = { id: string; slug: string; name: string; documents: DocumentLine[] };

/** Every version of every API's document of a product, newest first. Throws `not_found` for all but portal admins. */
export async function listDocuments(ctx: Context, input: { slug: string }): Promise<{ apis: ApiDocuments[] }> {
  if (!can(ctx.actor, 'offer.read_all') || !isSlug(input.slug)) throw notFound();
  const [product] = await ctx.db.select({ id: products.id }).from(products).where(eq(products.slug, input.slug));
  if (!product) throw notFound();
  const apis = await ctx.db
    .select({ id: productApis.id, slug: productApis.slug, name: productApis.name })
    .from(productApis)
    .where(eq(productApis.productId, product.id))
    .orderBy(asc(productApis.position), asc(productApis.name));
  const ids = apis.map(({ id }) => id);
  const lines = ids.length === 0 ? [] : await readLines(ctx, inArray(apiDocuments.productApiId, ids));
  return {
    apis: apis.map((api) => ({
      ...api,
      documents: lines
        .filter(({ productApiId }) => productApiId === api.id)
        .map(({ productApiId: _, ...line }) => line),
    })),
  };
}

/** The lines of these versions, newest first. The source itself is not read for that, however large it is. */
export async function readLines(ctx: Context, where: SQL | undefined) {
  return ctx.db
    .select({
      id: apiDocuments.id,
      productApiId: apiDocuments.productApiId,
      version: apiDocuments.version,
      state: apiDocuments.state,
      bytes: sql<number>`octet_length(${apiDocuments.source})`,
      openapi: apiDocuments.openapi,
      title: apiDocuments.title,
      problems: sql<number>`jsonb_array_length(${apiDocuments.report})`,
      sourceUrl: apiDocuments.sourceUrl,
      createdAt: apiDocuments.createdAt,
      liveAt: apiDocuments.liveAt,
      by: sql<string | null>`(select min(brought.actor_label) from ${auditEvents} brought
        where brought.subject_kind = 'document' and brought.subject_id = api_documents.id
          and brought.event = 'document.uploaded' and brought.detail->>'same' is null)`,
    })
    .from(apiDocuments)
    .where(and(where))
    .orderBy(desc(apiDocuments.version));
}
