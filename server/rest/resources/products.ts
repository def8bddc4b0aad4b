import { z } from '@hono/zod-openapi';
import { getProductForAdmin } from '@/core/products/get-product-for-admin';
import { listProductsForAdmin } from '@/core/products/list-for-admin';
import { slugOfProduct } from '@/core/products/slug-of-product';
import { id, idFilter, instant, iso, named, search } from '../fields';
import { type Operation, operation } from '../operation';
import { list } from '../pages';

const STATES = ['draft', 'published', 'deprecated', 'retired'] as const;
const state = z.enum(STATES);

const line = z
  .object({
    id,
    slug: z.string(),
    name: z.string(),
    summary: z.string(),
    state,
    sunsetOn: z.string().nullable().openapi({ description: 'As `YYYY-MM-DD`.' }),
    isFeatured: z.boolean(),
    gatewayName: z.string().nullable().openapi({ description: 'Null: documentation only.' }),
    catalogNames: z.array(z.string()),
    requestsWaiting: z.number().int(),
    keysLive: z.number().int(),
    updatedAt: instant,
  })
  .openapi('ProductLine');

const product = z
  .object({
    id,
    slug: z.string(),
    version: z.number().int(),
    name: z.string(),
    summary: z.string(),
    description: z.string().openapi({ description: 'Markdown.' }),
    tags: z.array(z.string()),
    isFeatured: z.boolean(),
    state,
    sunsetOn: z.string().nullable(),
    deprecationNote: z.string(),
    createdAt: instant,
    updatedAt: instant,
    publishedAt: instant.nullable(),
    access: z
      .object({ gatewayId: id, gatewayName: z.string(), policyId: z.string() })
      .nullable()
      .openapi({ description: 'Null: documentation only.' }),
    apis: z.array(
      z.object({
        id,
        slug: z.string(),
        name: z.string(),
        gatewayApiId: z.string().nullable(),
        listenPath: z.string().nullable(),
      }),
    ),
    catalogs: z.array(named.extend({ slug: z.string(), visibility: z.string() })),
    requestsWaiting: z.number().int(),
    keysLive: z.number().int(),
  })
  .openapi('Product');

/** Products of every state. */
export const products: readonly Operation[] = [
  list({
    path: '/products',
    tag: 'Products',
    operationId: 'listProducts',
    summary: 'List products',
    about: 'By name, of every state.',
    scope: 'products:read',
    filters: { search, state: z.enum(['problem', ...STATES]).optional(), gateway: idFilter },
    item: line,
    read: listProductsForAdmin,
    toItem: (row) => ({ ...row, catalogNames: row.catalogs, updatedAt: iso(row.updatedAt) }),
  }),
  operation({
    method: 'get',
    path: '/products/{id}',
    tag: 'Products',
    operationId: 'getProduct',
    summary: 'Read a product',
    scope: 'products:read',
    answer: product,
    run: async (ctx, { params }) => {
      const slug = await slugOfProduct(ctx, { productId: params.id ?? '' });
      const found = await getProductForAdmin(ctx, { slug });
      return {
        ...found,
        createdAt: iso(found.createdAt),
        updatedAt: iso(found.updatedAt),
        publishedAt: iso(found.publishedAt),
      };
    },
  }),
];
