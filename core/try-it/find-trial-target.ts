import { and, eq, sql } from 'drizzle-orm';
import { apiDocuments, apiOperations, gateways, productApis, products } from '@/db/schema';
import { WEBHOOK } from '../api-docs/methods';
import type { OperationContent } from '../api-docs/operation-content';
import { operationSlug } from '../api-docs/operation-slug';
import type { DocumentOverview } from '../api-docs/parsed-document';
import type { Context } from '../context';
import { notFound } from '../errors';
import { baseUrl } from '../products/base-url';
import { isSlug } from '../products/is-slug';
import { visibleProducts } from '../visibility';

/** An operation by the names in its address. */
export type OperationName = { product: string; api: string; operation: string };

/** An operation and where it is called. */
export type TrialTarget = {
  productId: string;
  productSlug: string;
  productName: string;
  apiName: string;
  /** Null where no gateway stands in front of it: then it takes no key of the portal. */
  gatewayId: string | null;
  /** Null: there is no address that could be called. */
  baseUrl: string | null;
  /** Only an address that the provider set, never one that a document names. */
  reachesPrivate: boolean;
  method: string;
  path: string;
  summary: string;
  content: OperationContent;
};

const SLUG = /^[A-Za-z0-9_.~-]{1,140}$/;

/**
 * Finds an operation of a live document as the actor may see it. Throws `not_found` for what is not there and for what
 * they may not see.
 */
export async function findTrialTarget(ctx: Context, name: OperationName): Promise<TrialTarget> {
  if (!isSlug(name.product) || !isSlug(name.api)) throw notFound();
  const slug = SLUG.test(name.operation) ? name.operation : operationSlug(name.operation);
  const [row] = await ctx.db
    .select({
      productId: products.id,
      productSlug: products.slug,
      productName: products.displayName,
      apiName: productApis.name,
      listenPath: productApis.listenPath,
      gatewayId: gateways.id,
      proxyUrl: gateways.proxyUrl,
      reachesPrivate: gateways.reachesPrivate,
      method: apiOperations.method,
      path: apiOperations.path,
      summary: apiOperations.summary,
      // The import wrote both from these very types.
      content: sql<OperationContent>`${apiOperations.content}`,
      servers: sql<DocumentOverview['servers'] | null>`${apiDocuments.overview} -> 'servers'`,
    })
    .from(products)
    .innerJoin(productApis, eq(productApis.productId, products.id))
    .innerJoin(apiDocuments, and(eq(apiDocuments.productApiId, productApis.id), eq(apiDocuments.state, 'live')))
    .innerJoin(apiOperations, and(eq(apiOperations.documentId, apiDocuments.id), eq(apiOperations.slug, slug)))
    .leftJoin(gateways, eq(gateways.id, products.gatewayId))
    .where(and(eq(products.slug, name.product), eq(productApis.slug, name.api), visibleProducts(ctx.db, ctx.actor)));
  if (!row) throw notFound();
  const { listenPath, proxyUrl, reachesPrivate, servers, ...rest } = row;
  // Not called by people: the API itself calls it.
  if (rest.method === WEBHOOK) return { ...rest, baseUrl: null, reachesPrivate: false };
  if (rest.gatewayId === null || proxyUrl === null) {
    return { ...rest, baseUrl: firstAbsolute(servers ?? []), reachesPrivate: false };
  }
  // Behind a gateway a document's own address is no way around it.
  return { ...rest, baseUrl: listenPath && baseUrl(proxyUrl, listenPath), reachesPrivate: reachesPrivate ?? false };
}

function firstAbsolute(servers: readonly string[]): string | null {
  const absolute = servers.find((server) => /^https?:\/\//i.test(server) && URL.canParse(server));
  return absolute?.replace(/\/+$/, '') ?? null;
}
