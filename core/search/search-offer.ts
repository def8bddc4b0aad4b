import { and, asc, eq, type SQL, sql } from 'drizzle-orm';
import { apiDocuments, apiOperations, productApis, productGuides, products } from '@/db/schema';
import type { Context } from '../context';
import { searchWords } from '../keyset';
import { searchable } from '../products/list-products';
import { visibleProducts } from '../visibility';
import { readQuery } from './read-query';

/** Of each kind. Who sees so many adds a word. */
export const FOUND_MAX = 20;

export type Found = {
  /** What was looked for, as it was understood; empty when nothing was asked. */
  q: string;
  products: { slug: string; name: string; summary: string }[];
  guides: { productSlug: string; productName: string; slug: string; title: string }[];
  operations: FoundOperation[];
};
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

/** Looks for all of these words in the products, guides and operations that the actor may see. */
export async function searchOffer(ctx: Context, input: { q: string }): Promise<Found> {
  const q = readQuery(input.q);
  if (q === '') return { q, products: [], guides: [], operations: [] };
  return {
    q,
    products: await findProducts(ctx, q),
    guides: await findGuides(ctx, q),
    operations: await findOperations(ctx, q),
  };
}

async function findProducts(ctx: Context, q: string): Promise<Found['products']> {
  return ctx.db
    .select({ slug: products.slug, name: products.displayName, summary: products.summary })
    .from(products)
    .where(and(visibleProducts(ctx.db, ctx.actor), ...searchWords(searchable(), q)))
    .orderBy(...bestFirst(sql`${products.displayName}`, q))
    .limit(FOUND_MAX);
}

async function findGuides(ctx: Context, q: string): Promise<Found['guides']> {
  const text = sql`concat_ws(' ', ${productGuides.title}, ${productGuides.body})`;
  return ctx.db
    .select({
      productSlug: products.slug,
      productName: products.displayName,
      slug: productGuides.slug,
      title: productGuides.title,
    })
    .from(productGuides)
    .innerJoin(products, eq(products.id, productGuides.productId))
    .where(and(visibleProducts(ctx.db, ctx.actor), ...searchWords(text, q)))
    .orderBy(...bestFirst(sql`${productGuides.title}`, q))
    .limit(FOUND_MAX);
}

/** Only of documents that are live. */
async function findOperations(ctx: Context, q: string): Promise<FoundOperation[]> {
  const { method, path, summary, slug } = apiOperations;
  const text = sql`concat_ws(' ', ${method}, ${path}, ${summary}, ${slug})`;
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
    .where(and(eq(apiDocuments.state, 'live'), visibleProducts(ctx.db, ctx.actor), ...searchWords(text, q)))
    .orderBy(...bestFirst(sql`${summary}`, q), asc(path))
    .limit(FOUND_MAX);
}

/** What is called so first, then what begins so, then what has it in its name; short names before long ones. */
function bestFirst(name: SQL, q: string): SQL[] {
  const words = sql`lower(${q})`;
  const rank = sql`case when lower(${name}) = ${words} then 0 when starts_with(lower(${name}), ${words}) then 1
    when strpos(lower(${name}), ${words}) > 0 then 2 else 3 end`;
  return [rank, sql`char_length(${name})`, sql`lower(${name})`];
}
