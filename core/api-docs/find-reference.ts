import { and, eq, exists, sql } from 'drizzle-orm';
import { apiDocuments, gateways, productApis, products } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { baseUrl } from '../products/base-url';
import { isSlug } from '../products/is-slug';
import { visibleProducts } from '../visibility';
import type { DocumentOverview } from './parsed-document';

/** The API that a page of the reference is about, and its document if one is live. */
export type ReferencePlace = {
  productSlug: string;
  productName: string;
  productState: (typeof products.state.enumValues)[number];
  apiSlug: string;
  apiName: string;
  /** Where it is called: at the gateway, or, of a product without one, where its document says. */
  baseUrl: string | null;
  /** Whether calls go through the gateway, which wants a key. */
  needsKey: boolean;
  /** Its document: there, being prepared for the first time, or none. */
  documentation: 'live' | 'being_prepared' | 'none';
  /** Of the portal's own API, which is no product's: the address below which its reference stands. */
  ownHref?: string;
};

/** An API and its live document; null while it has none. */
export type FoundReference = {
  place: ReferencePlace;
  document: { id: string; version: number; openapi: string; overview: DocumentOverview } | null;
};

/** Finds an API of a product. Throws `not_found` for what is not there and for what the actor may not see. */
export async function findReference(ctx: Context, input: { product: string; api: string }): Promise<FoundReference> {
  if (!isSlug(input.product) || !isSlug(input.api)) throw notFound();
  const [row] = await ctx.db
    .select({
      productName: products.displayName,
      productState: products.state,
      apiName: productApis.name,
      listenPath: productApis.listenPath,
      proxyUrl: gateways.proxyUrl,
      documentId: apiDocuments.id,
      version: apiDocuments.version,
      openapi: apiDocuments.openapi,
      // The import wrote it from this very type.
      overview: sql<DocumentOverview | null>`${apiDocuments.overview}`,
      isBeingPrepared: isBeingPrepared(ctx),
    })
    .from(products)
    .innerJoin(productApis, eq(productApis.productId, products.id))
    .leftJoin(gateways, eq(gateways.id, products.gatewayId))
    .leftJoin(apiDocuments, and(eq(apiDocuments.productApiId, productApis.id), eq(apiDocuments.state, 'live')))
    .where(and(eq(products.slug, input.product), eq(productApis.slug, input.api), visibleProducts(ctx.db, ctx.actor)));
  if (!row) throw notFound();
  const { productName, productState, apiName, listenPath, proxyUrl, documentId, overview } = row;
  const needsKey = proxyUrl !== null && listenPath !== null;
  return {
    place: {
      productSlug: input.product,
      productName,
      productState,
      apiSlug: input.api,
      apiName,
      baseUrl: needsKey ? baseUrl(proxyUrl, listenPath) : (overview?.servers[0]?.replace(/\/+$/, '') ?? null),
      needsKey,
      documentation: documentId ? 'live' : row.isBeingPrepared ? 'being_prepared' : 'none',
    },
    document:
      documentId && overview
        ? { id: documentId, version: row.version ?? 1, openapi: row.openapi ?? '', overview }
        : null,
  };
}

function isBeingPrepared(ctx: Context) {
  const waiting = ctx.db
    .select({ one: sql`1` })
    .from(sql`${apiDocuments} as waiting`)
    .where(sql`waiting.product_api_id = ${productApis.id} and waiting.state = 'processing'`);
  return sql<boolean>`${exists(waiting)}`;
}
