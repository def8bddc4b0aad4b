import { z } from '@hono/zod-openapi';
import { listProductsForAdmin } from '@/core/products/list-for-admin';
import { id, idFilter, instant, iso, search } from '../fields';
import { type Operation, operation } from '../operation';
import { list } from '../pages';
import { PRODUCT_STATES, product, productNow, productState } from './product';

const line = z
  .object({
    id,
    slug: z.string(),
    name: z.string(),
    summary: z.string(),
    state: productState,
    sunsetOn: z.string().nullable().openapi({ description: 'As `YYYY-MM-DD`.' }),
    isFeatured: z.boolean(),
    gatewayName: z.string().nullable().openapi({ description: 'Null: documentation only.' }),
    catalogNames: z.array(z.string()),
    requestsWaiting: z.number().int(),
    keysLive: z.number().int(),
    updatedAt: instant,
  })
  .openapi('ProductLine');

/** Products of every state. */
export const products: readonly Operation[] = [
  list({
    path: '/products',
    tag: 'Products',
    operationId: 'listProducts',
    summary: 'List products',
    about: 'By name, of every state.',
    scope: 'products:read',
    filters: { search, state: z.enum(['problem', ...PRODUCT_STATES]).optional(), gateway: idFilter },
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
    run: (ctx, { params }) => productNow(ctx, params.id ?? ''),
  }),
];
