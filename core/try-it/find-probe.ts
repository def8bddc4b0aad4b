import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { apiDocuments, apiOperations, gateways, productApis, products } from '@/db/schema';
import type { OperationContent } from '../api-docs/operation-content';
import type { Context } from '../context';
import { notFound } from '../errors';
import { baseUrl } from '../products/base-url';
import { isSlug } from '../products/is-slug';
import { visibleProducts } from '../visibility';
import { makeTrial } from './make-trial';

/** An API at a gateway, and an address of it that can be read without changing anything. */
export type Probe = {
  apiName: string;
  productName: string;
  gatewayApiId: string | null;
  gateway: typeof gateways.$inferSelect;
  url: string;
};

/** Operations that are looked at for one without parameters. */
const CANDIDATES_MAX = 50;

/**
 * Where a key can be tested: an API of one product, or the first one of several. Throws `not_found` where there is none
 * that the actor may see.
 */
export async function findProbe(
  ctx: Context,
  which: { productIds: readonly string[]; apiId?: string | undefined } | { product: string; api: string },
): Promise<Probe> {
  const isNamed = 'product' in which;
  if (isNamed ? !isSlug(which.product) || !isSlug(which.api) : which.productIds.length === 0) throw notFound();
  const meant = isNamed
    ? and(eq(products.slug, which.product), eq(productApis.slug, which.api))
    : and(inArray(products.id, [...which.productIds]), which.apiId ? eq(productApis.id, which.apiId) : undefined);
  const [row] = await ctx.db
    .select({
      id: productApis.id,
      apiName: productApis.name,
      productName: products.displayName,
      gatewayApiId: productApis.gatewayApiId,
      listenPath: productApis.listenPath,
      gateway: gateways,
    })
    .from(products)
    .innerJoin(productApis, eq(productApis.productId, products.id))
    .innerJoin(gateways, eq(gateways.id, products.gatewayId))
    .where(
      and(meant, sql`${productApis.listenPath} is not null`, isNamed ? visibleProducts(ctx.db, ctx.actor) : undefined),
    )
    .orderBy(asc(products.displayName), asc(productApis.position), asc(productApis.name))
    .limit(1);
  if (!row?.listenPath) throw notFound();
  const { id, listenPath, ...rest } = row;
  const base = baseUrl(rest.gateway.proxyUrl, listenPath);
  const path = await readablePath(ctx, id);
  const nothing = { path: [], query: [], headers: [], cookies: [], body: null };
  return { ...rest, url: makeTrial({ baseUrl: base, method: 'GET', path }, nothing).url };
}

/** A GET that needs nothing, if the API's document has one: its answer says more than that of the bare address. */
async function readablePath(ctx: Context, productApiId: string): Promise<string> {
  const candidates = await ctx.db
    .select({ path: apiOperations.path, content: sql<OperationContent>`${apiOperations.content}` })
    .from(apiOperations)
    .innerJoin(apiDocuments, eq(apiDocuments.id, apiOperations.documentId))
    .where(
      and(
        eq(apiDocuments.productApiId, productApiId),
        eq(apiDocuments.state, 'live'),
        sql`lower(${apiOperations.method}) = 'get' and position('{' in ${apiOperations.path}) = 0`,
        eq(apiOperations.isDeprecated, false),
      ),
    )
    .orderBy(asc(apiOperations.position))
    .limit(CANDIDATES_MAX);
  const free = candidates.find(({ content }) => content.parameters.every(({ required }) => !required));
  return free?.path ?? '/';
}
