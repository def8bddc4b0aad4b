import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import { apiDocuments, gateways, productApis, productChanges, productGuides, products } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { imageHref } from '../images/image-href';
import { withOwnImages } from '../images/with-own-images';
import { renderMarkdown } from '../markdown/render';
import type { SafeHtml } from '../safe-html';
import { visibleProducts } from '../visibility';
import { baseUrl } from './base-url';
import { isSlug } from './is-slug';
import type { ProductState } from './product-card';
import { type ProductOffer, readOffers } from './read-offers';

/** The newest ones; a changelog is not an archive. */
const CHANGES_MAX = 50;

/** An API of a product, for those who read of it. */
export type ProductApi = {
  slug: string;
  name: string;
  /** Where it is called; null for one that is only documented. */
  baseUrl: string | null;
  /** Its reference: there, being prepared for the first time, or none. */
  documentation: 'live' | 'being_prepared' | 'none';
  /** Of the OpenAPI document that is live. */
  version: number | null;
};

/** An entry of the changelog; `publishedOn` is `YYYY-MM-DD`. */
export type ProductChange = { id: string; title: string; body: SafeHtml; publishedOn: string };

/** A product as people read of it. */
export type ProductView = {
  slug: string;
  name: string;
  summary: string;
  logoHref: string | null;
  description: SafeHtml;
  tags: string[];
  state: ProductState;
  /** Of a deprecated product: when it ends, as `YYYY-MM-DD`. */
  sunsetOn: string | null;
  /** Of a deprecated product: what to do instead. */
  deprecationNote: SafeHtml;
  isDocumentationOnly: boolean;
  /** Whether a key can be asked for: it has a gateway and is neither a draft nor retired. */
  isRequestable: boolean;
  apis: ProductApi[];
  /** One for each catalog in which the actor may see it. */
  offers: ProductOffer[];
  guides: { slug: string; title: string }[];
  changes: ProductChange[];
};

/** Everything that a product's page says. Throws `not_found` for what the actor may not see. */
export async function getProduct(ctx: Context, input: { slug: string }): Promise<ProductView> {
  if (!isSlug(input.slug)) throw notFound();
  const [product] = await ctx.db
    .select({
      id: products.id,
      slug: products.slug,
      name: products.displayName,
      summary: products.summary,
      logoImageId: products.logoImageId,
      description: products.description,
      tags: products.tags,
      state: products.state,
      sunsetOn: products.sunsetOn,
      deprecationNote: products.deprecationNote,
      gatewayId: products.gatewayId,
      proxyUrl: gateways.proxyUrl,
    })
    .from(products)
    .leftJoin(gateways, eq(gateways.id, products.gatewayId))
    .where(and(eq(products.slug, input.slug), visibleProducts(ctx.db, ctx.actor)));
  if (!product) throw notFound();
  const { id, description, deprecationNote, gatewayId, proxyUrl, logoImageId, ...facts } = product;
  const isOpen = product.state === 'published' || product.state === 'deprecated';
  return {
    ...facts,
    logoHref: logoImageId && imageHref(logoImageId, product.slug),
    description: renderMarkdown(withOwnImages(description, product.slug), { headingLevel: 3, remoteImages: true }),
    deprecationNote: renderMarkdown(withOwnImages(deprecationNote, product.slug), {
      headingLevel: 3,
      remoteImages: true,
    }),
    isDocumentationOnly: gatewayId === null,
    isRequestable: gatewayId !== null && isOpen,
    apis: await readApis(ctx, id, proxyUrl),
    offers: await readOffers(ctx, { productId: id }),
    guides: await readGuides(ctx, id),
    changes: await readChanges(ctx, product),
  };
}

async function readApis(ctx: Context, productId: string, proxyUrl: string | null): Promise<ProductApi[]> {
  const rows = await ctx.db
    .select({
      slug: productApis.slug,
      name: productApis.name,
      listenPath: productApis.listenPath,
      version: sql<number | null>`max(${apiDocuments.version}) filter (where ${apiDocuments.state} = 'live')`,
      isPreparing: sql<boolean>`coalesce(bool_or(${apiDocuments.state} = 'processing'), false)`,
    })
    .from(productApis)
    .leftJoin(
      apiDocuments,
      and(eq(apiDocuments.productApiId, productApis.id), inArray(apiDocuments.state, ['live', 'processing'])),
    )
    .where(eq(productApis.productId, productId))
    .groupBy(productApis.id)
    .orderBy(asc(productApis.position), asc(productApis.name));
  return rows.map(({ listenPath, isPreparing, version, ...api }) => ({
    ...api,
    baseUrl: proxyUrl !== null && listenPath !== null ? baseUrl(proxyUrl, listenPath) : null,
    documentation: version !== null ? 'live' : isPreparing ? 'being_prepared' : 'none',
    version,
  }));
}

async function readGuides(ctx: Context, productId: string) {
  return ctx.db
    .select({ slug: productGuides.slug, title: productGuides.title })
    .from(productGuides)
    .where(eq(productGuides.productId, productId))
    .orderBy(asc(productGuides.position), asc(productGuides.title));
}

async function readChanges(ctx: Context, product: { id: string; slug: string }): Promise<ProductChange[]> {
  const rows = await ctx.db
    .select({
      id: productChanges.id,
      title: productChanges.title,
      body: productChanges.body,
      publishedOn: productChanges.publishedOn,
    })
    .from(productChanges)
    .where(eq(productChanges.productId, product.id))
    .orderBy(desc(productChanges.publishedOn), desc(productChanges.id))
    .limit(CHANGES_MAX);
  return rows.map((row) => ({
    ...row,
    body: renderMarkdown(withOwnImages(row.body, product.slug), { headingLevel: 3, remoteImages: true }),
  }));
}
