import { and, asc, eq, sql } from 'drizzle-orm';
import {
  catalogProducts,
  catalogs,
  type FormField,
  gatewayPolicies,
  gateways,
  productApis,
  products,
} from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { imageHref } from '../images/image-href';
import { can } from '../policy';
import { isSlug } from './is-slug';
import type { ProductState } from './product-card';
import { productCounts } from './product-counts';

/** A product with everything that an admin decides about it; `version` goes back with each form. */
export type ProductForAdmin = {
  id: string;
  slug: string;
  name: string;
  summary: string;
  /** Markdown, as it was written. */
  description: string;
  tags: string[];
  isFeatured: boolean;
  logoHref: string | null;
  state: ProductState;
  /** As `YYYY-MM-DD`. */
  sunsetOn: string | null;
  /** Markdown. */
  deprecationNote: string;
  publishedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
  /** For forms: a change made from an older one is refused. */
  version: number;
  /** Null: documentation only. */
  access: ProductAccess | null;
  requestFields: FormField[];
  apis: ProductApiForAdmin[];
  /** Those that it stands in, in the order of catalogs. */
  catalogs: { id: string; slug: string; name: string; visibility: 'public' | 'internal' | 'private' }[];
  requestsWaiting: number;
  /** Keys that are being made or work, also the suspended and the replaced that still work. */
  keysLive: number;
  /** Requests, decided or not, that ever asked for it. */
  requestsEver: number;
  guides: number;
  changes: number;
};

/** The gateway policy that keys for this product get. */
export type ProductAccess = {
  gatewayId: string;
  gatewayName: string;
  policyId: string;
  /** Null when the gateway was never read to have it. */
  policyName: string | null;
  /** Since when the gateway does not list it any more. */
  missingSince: Date | null;
  ownsPolicy: boolean;
  policyProblem: string | null;
};

/** An API of the product; without a gateway's id and path it is only documented. */
export type ProductApiForAdmin = {
  id: string;
  slug: string;
  name: string;
  gatewayApiId: string | null;
  listenPath: string | null;
  position: number;
  /** OpenAPI documents of it, of every state. */
  documents: number;
};

/** A product of any state with everything that its editor shows. Throws `not_found` for everybody but portal admins. */
export async function getProductForAdmin(ctx: Context, input: { slug: string }): Promise<ProductForAdmin> {
  if (!can(ctx.actor, 'offer.read_all') || !isSlug(input.slug)) throw notFound();
  const [row] = await ctx.db
    .select({
      product: products,
      gatewayName: gateways.name,
      policyName: gatewayPolicies.name,
      missingSince: gatewayPolicies.missingSince,
      ...productCounts,
      guides: sql<number>`(select count(*)::int from product_guides guide where guide.product_id = products.id)`,
      changes: sql<number>`(select count(*)::int from product_changes entry where entry.product_id = products.id)`,
    })
    .from(products)
    .leftJoin(gateways, eq(gateways.id, products.gatewayId))
    .leftJoin(
      gatewayPolicies,
      and(eq(gatewayPolicies.gatewayId, products.gatewayId), eq(gatewayPolicies.policyId, products.accessPolicyId)),
    )
    .where(eq(products.slug, input.slug));
  if (!row) throw notFound();
  const { product, gatewayName, policyName, missingSince, ...counts } = row;
  const { displayName, gatewayId, accessPolicyId, ownsPolicy, policyProblem, logoImageId, ...facts } = product;
  return {
    ...facts,
    ...counts,
    name: displayName,
    logoHref: logoImageId && imageHref(logoImageId, product.slug),
    access:
      gatewayId === null || accessPolicyId === null
        ? null
        : {
            ...{ gatewayId, gatewayName: gatewayName ?? '', policyId: accessPolicyId },
            ...{ policyName, missingSince, ownsPolicy, policyProblem },
          },
    apis: await readApis(ctx, product.id),
    catalogs: await readCatalogs(ctx, product.id),
  };
}

async function readApis(ctx: Context, productId: string): Promise<ProductApiForAdmin[]> {
  return ctx.db
    .select({
      id: productApis.id,
      slug: productApis.slug,
      name: productApis.name,
      gatewayApiId: productApis.gatewayApiId,
      listenPath: productApis.listenPath,
      position: productApis.position,
      // Written out: in a query of one table drizzle leaves the table's name away.
      documents: sql<number>`(select count(*)::int from api_documents document
        where document.product_api_id = product_apis.id)`,
    })
    .from(productApis)
    .where(eq(productApis.productId, productId))
    .orderBy(asc(productApis.position), asc(productApis.name));
}

async function readCatalogs(ctx: Context, productId: string): Promise<ProductForAdmin['catalogs']> {
  return ctx.db
    .select({ id: catalogs.id, slug: catalogs.slug, name: catalogs.displayName, visibility: catalogs.visibility })
    .from(catalogProducts)
    .innerJoin(catalogs, eq(catalogs.id, catalogProducts.catalogId))
    .where(eq(catalogProducts.productId, productId))
    .orderBy(asc(catalogs.position), asc(catalogs.displayName));
}
