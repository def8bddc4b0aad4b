import { and, asc, eq, sql } from 'drizzle-orm';
import { apiDocuments, apiOperations, pages, productApis, productGuides, products } from '@/db/schema';
import type { Context } from '../context';
import { isWithin, searchLimits } from '../identity/attempt-limits';
import { visiblePages, visibleProducts } from '../visibility';
import { bestFirst, matches, type Searched } from './matching';
import { readQuery } from './read-query';

/** Of each kind. Who sees so many adds a word. */
export const FOUND_MAX = 20;

/** What a search found, kind by kind. */
export type Found = {
  /** What was looked for, as it was understood; empty when nothing was asked. */
  q: string;
  products: FoundProduct[];
  guides: FoundGuide[];
  operations: FoundOperation[];
  pages: FoundPage[];
  /** Too many searches came from this network: nothing was looked for. */
  isStopped: boolean;
};
/** A product that the reader may see. */
export type FoundProduct = { slug: string; name: string; summary: string };
/** A guide of such a product. */
export type FoundGuide = { productSlug: string; productName: string; slug: string; title: string };
/** A page of the provider's. */
export type FoundPage = { slug: string; title: string };
/** An operation of the live document of such a product. */
export type FoundOperation = {
  productSlug: string;
  productName: string;
  apiSlug: string;
  apiName: string;
  slug: string;
  method: string;
  path: string;
  summary: string;
};

/**
 * Looks for all of these words in the products, guides, operations and pages that the actor may see, the best first;
 * `limit` of each kind, 20 unless told. Of strangers from one network only so many are answered (security.md V-14).
 */
export async function searchOffer(ctx: Context, input: { q: string; limit?: number }): Promise<Found> {
  const q = readQuery(input.q);
  const nothing = { q, products: [], guides: [], operations: [], pages: [] };
  if (q === '') return { ...nothing, isStopped: false };
  if (!(await maySearch(ctx))) return { ...nothing, isStopped: true };
  const limit = Math.min(input.limit ?? FOUND_MAX, FOUND_MAX);
  return {
    q,
    products: await findProducts(ctx, q, limit),
    guides: await findGuides(ctx, q, limit),
    operations: await findOperations(ctx, q, limit),
    pages: await findPages(ctx, q, limit),
    isStopped: false,
  };
}

/** Who is logged in has an account to lose; a stranger's loop costs us and not them. */
async function maySearch(ctx: Context): Promise<boolean> {
  if (ctx.actor.kind !== 'anonymous') return true;
  for (const limit of searchLimits(ctx)) if (!(await isWithin(ctx, limit))) return false;
  return true;
}

// Written out: in a query of one table drizzle leaves the table's name away, and `words` would be ambiguous in others.
const inProducts: Searched = { words: sql`products.words`, name: sql`products.display_name` };
const inGuides: Searched = { words: sql`product_guides.words`, name: sql`product_guides.title` };
const inOperations: Searched = { words: sql`api_operations.words`, name: sql`api_operations.summary` };
const inPages: Searched = { words: sql`pages.words`, name: sql`pages.title` };

async function findProducts(ctx: Context, q: string, limit: number): Promise<FoundProduct[]> {
  return ctx.db
    .select({ slug: products.slug, name: products.displayName, summary: products.summary })
    .from(products)
    .where(and(matches(inProducts, q), visibleProducts(ctx.db, ctx.actor)))
    .orderBy(...bestFirst(inProducts, q))
    .limit(limit);
}

async function findGuides(ctx: Context, q: string, limit: number): Promise<FoundGuide[]> {
  return ctx.db
    .select({
      productSlug: products.slug,
      productName: products.displayName,
      slug: productGuides.slug,
      title: productGuides.title,
    })
    .from(productGuides)
    .innerJoin(products, eq(products.id, productGuides.productId))
    .where(and(matches(inGuides, q), visibleProducts(ctx.db, ctx.actor)))
    .orderBy(...bestFirst(inGuides, q))
    .limit(limit);
}

/** Only of documents that are live. */
async function findOperations(ctx: Context, q: string, limit: number): Promise<FoundOperation[]> {
  const { method, path, summary, slug } = apiOperations;
  return ctx.db
    .select({
      productSlug: products.slug,
      productName: products.displayName,
      apiSlug: productApis.slug,
      apiName: productApis.name,
      slug,
      method,
      path,
      summary,
    })
    .from(apiOperations)
    .innerJoin(apiDocuments, eq(apiDocuments.id, apiOperations.documentId))
    .innerJoin(productApis, eq(productApis.id, apiDocuments.productApiId))
    .innerJoin(products, eq(products.id, productApis.productId))
    .where(and(matches(inOperations, q), eq(apiDocuments.state, 'live'), visibleProducts(ctx.db, ctx.actor)))
    .orderBy(...bestFirst(inOperations, q), asc(path))
    .limit(limit);
}

async function findPages(ctx: Context, q: string, limit: number): Promise<FoundPage[]> {
  return ctx.db
    .select({ slug: pages.slug, title: pages.title })
    .from(pages)
    .where(and(matches(inPages, q), visiblePages(ctx.actor)))
    .orderBy(...bestFirst(inPages, q))
    .limit(limit);
}
