import { and, asc, eq, gt, type SQL, sql } from 'drizzle-orm';
import { apiDocuments, apiOperations, catalogs, pages, productApis, productGuides, products } from '@/db/schema';
import type { Context } from '../context';
import { anonymous } from '../identity/actor';
import { readSettings } from '../settings/read';
import { visibleCatalogs, visiblePages, visibleProducts } from '../visibility';

/** A path of the portal, encoded, and when what stands there last changed. */
export type PublicAddress = { path: string; changedAt: Date | null };

/** What one sitemap may hold (sitemaps.org). */
const ADDRESSES_MAX = 50_000;
/** Rows of one query: a sitemap must not hold a large offer in memory, nor a connection for as long as it is read. */
const BATCH = 1000;

/**
 * Every address that a stranger may open, in batches: the first page, catalogs, pages, products, their guides and
 * documentation, and at last the operations, which people search for by name, for as long as there is room. Whoever
 * asks, the answer is that for a stranger.
 */
export async function* listPublicAddresses(ctx: Pick<Context, 'db'>): AsyncGenerator<PublicAddress[]> {
  let room = ADDRESSES_MAX;
  for (const batches of [
    firstPages,
    catalogPages,
    ownPages,
    productPages,
    guidePages,
    referencePages,
    operationPages,
  ]) {
    for await (const found of batches(ctx.db)) {
      const fitting = found.slice(0, room);
      room -= fitting.length;
      if (fitting.length > 0) yield fitting;
      if (room === 0) return;
    }
  }
}

type Reader = Context['db'];

async function* firstPages(db: Reader): AsyncGenerator<PublicAddress[]> {
  const { signedInOnly, terms } = await readSettings(db);
  const paths = [...(signedInOnly ? [] : ['/', '/catalogs']), ...(terms ? ['/terms'] : [])];
  yield paths.map((path) => ({ path, changedAt: null }));
}

async function* catalogPages(db: Reader): AsyncGenerator<PublicAddress[]> {
  const rows = await db
    .select({ slug: catalogs.slug })
    .from(catalogs)
    .where(visibleCatalogs(db, anonymous))
    .orderBy(asc(catalogs.position), asc(catalogs.slug))
    .limit(BATCH);
  yield rows.map(({ slug }) => ({ path: `/catalogs/${slug}`, changedAt: null }));
}

async function* ownPages(db: Reader): AsyncGenerator<PublicAddress[]> {
  const rows = await db
    .select({ slug: pages.slug, updatedAt: pages.updatedAt })
    .from(pages)
    .where(visiblePages(anonymous))
    .orderBy(asc(pages.position), asc(pages.slug))
    .limit(BATCH);
  yield rows.map(({ slug, updatedAt }) => ({ path: `/pages/${slug}`, changedAt: updatedAt }));
}

function productPages(db: Reader): AsyncGenerator<PublicAddress[]> {
  return inBatches(
    (after) =>
      db
        .select({ key: products.slug, updatedAt: products.updatedAt })
        .from(products)
        .where(and(visibleProducts(db, anonymous), after ? gt(products.slug, after.key) : undefined))
        .orderBy(asc(products.slug))
        .limit(BATCH),
    ({ key, updatedAt }) => ({ path: `/products/${key}`, changedAt: updatedAt }),
  );
}

function guidePages(db: Reader): AsyncGenerator<PublicAddress[]> {
  return inBatches(
    (after) =>
      db
        .select({
          key: productGuides.id,
          product: products.slug,
          slug: productGuides.slug,
          at: productGuides.updatedAt,
        })
        .from(productGuides)
        .innerJoin(products, eq(products.id, productGuides.productId))
        .where(and(visibleProducts(db, anonymous), after ? gt(productGuides.id, after.key) : undefined))
        .orderBy(asc(productGuides.id))
        .limit(BATCH),
    ({ product, slug, at }) => ({ path: `/products/${product}/guides/${slug}`, changedAt: at }),
  );
}

function referencePages(db: Reader): AsyncGenerator<PublicAddress[]> {
  return inBatches(
    (after) =>
      db
        .select({ key: apiDocuments.id, product: products.slug, api: productApis.slug, at: apiDocuments.createdAt })
        .from(apiDocuments)
        .innerJoin(productApis, eq(productApis.id, apiDocuments.productApiId))
        .innerJoin(products, eq(products.id, productApis.productId))
        .where(and(isLive(), visibleProducts(db, anonymous), after ? gt(apiDocuments.id, after.key) : undefined))
        .orderBy(asc(apiDocuments.id))
        .limit(BATCH),
    ({ product, api, at }) => ({ path: docsPath(product, api), changedAt: at }),
  );
}

function operationPages(db: Reader): AsyncGenerator<PublicAddress[]> {
  return inBatches(
    (after) =>
      db
        .select({
          key: apiOperations.documentId,
          position: apiOperations.position,
          product: products.slug,
          api: productApis.slug,
          slug: apiOperations.slug,
          at: apiDocuments.createdAt,
        })
        .from(apiOperations)
        .innerJoin(apiDocuments, eq(apiDocuments.id, apiOperations.documentId))
        .innerJoin(productApis, eq(productApis.id, apiDocuments.productApiId))
        .innerJoin(products, eq(products.id, productApis.productId))
        .where(and(isLive(), visibleProducts(db, anonymous), after ? isAfter(after) : undefined))
        .orderBy(asc(apiOperations.documentId), asc(apiOperations.position))
        .limit(BATCH),
    ({ product, api, slug, at }) => ({ path: `${docsPath(product, api)}/${encodeURIComponent(slug)}`, changedAt: at }),
  );
}

/** Two operations of a document may not share a place: `position` counts them. */
function isAfter({ key, position = 0 }: Place): SQL {
  return sql`(${apiOperations.documentId}, ${apiOperations.position}) > (${key}::uuid, ${position}::int)`;
}

function isLive(): SQL {
  return eq(apiDocuments.state, 'live');
}

function docsPath(product: string, api: string): string {
  return `/products/${product}/docs/${encodeURIComponent(api)}`;
}

/** Where the batch before ended. */
type Place = { key: string; position?: number };

/** Asks again from the last row on, until a batch is not full. */
async function* inBatches<Row extends Place>(
  read: (after: Place | null) => Promise<Row[]>,
  addressOf: (row: Row) => PublicAddress,
): AsyncGenerator<PublicAddress[]> {
  for (let after: Place | null = null; ; ) {
    const rows: Row[] = await read(after);
    yield rows.map(addressOf);
    after = rows.at(-1) ?? null;
    if (rows.length < BATCH) return;
  }
}
