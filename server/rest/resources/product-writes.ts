import { z } from '@hono/zod-openapi';
import type { Context } from '@/core/context';
import { kickPolicy } from '@/core/gateways/kick-policy';
import { inOneTransaction } from '@/core/in-one-transaction';
import { addProductApis } from '@/core/products/add-apis';
import { API_MAX } from '@/core/products/change-apis';
import { createProduct } from '@/core/products/create';
import { deleteProduct } from '@/core/products/delete';
import { removeProductApi } from '@/core/products/remove-api';
import { text } from '../fields';
import { sentRequestFields } from '../form-fields';
import { asNamed } from '../naming';
import { nothing, type Operation, operation, type Parts, versionOf } from '../operation';
import { currentProduct, type Product, product, productNow } from './product';
import { catalogIds, fulfil, productDetails, productNaming, productWish, sentAccess, toAccess } from './product-wishes';

const about = { tag: 'Products', scope: 'products:write', answer: product } as const;

/** A policy of the portal's own is written at once, so that a script can publish a moment later; a job makes sure of it. */
async function tellGateway(ctx: Context, { gateways }: Parts, made: Product): Promise<void> {
  if (made.access?.ownsPolicy) await kickPolicy(ctx, gateways, { owner: 'product', ownerId: made.id });
}

const gatewayApiIds = z.array(z.string().min(1).max(200)).max(100);

const newProduct = z
  .strictObject({
    ...z.object(productDetails).partial().shape,
    name: productDetails.name,
    access: sentAccess.default(null),
    gatewayApiIds: gatewayApiIds.optional().openapi({
      description: 'APIs of its gateway, by their ids there, besides those that the policy opens.',
    }),
    requestFields: sentRequestFields.optional(),
    catalogIds: catalogIds.optional(),
  })
  .openapi({ example: { name: 'Payments', summary: 'Take money.', access: null } });

/** Making, changing and deleting products. What makes them visible stands in `product-acts.ts`. */
export const productWrites: readonly Operation[] = [
  operation({
    ...about,
    method: 'post',
    path: '/products',
    operationId: 'createProduct',
    summary: 'Make a product',
    about:
      'A draft, which nobody but admins sees until it is published. One on an existing policy gets the APIs that the ' +
      'policy opens.',
    body: newProduct,
    status: 201,
    run: (ctx, { body }) =>
      asNamed(
        () =>
          inOneTransaction(ctx, async (inside) => {
            const { name, slug, summary, access, gatewayApiIds: apiIds = [], ...more } = body;
            const opened = await toAccess(inside, access);
            const { productId } = await createProduct(inside, { name, slug, summary, access: opened });
            if (apiIds.length > 0) await addProductApis(inside, { productId, version: 1, apiIds });
            await fulfil(inside, await productNow(inside, productId), more);
            return productNow(inside, productId);
          }),
        productNaming({}),
      ),
    locationOf: ({ id }) => `/products/${id}`,
    afterwards: tellGateway,
  }),
  operation({
    ...about,
    method: 'patch',
    path: '/products/{id}',
    operationId: 'changeProduct',
    summary: 'Change a product',
    about: 'What is left out stays. All of it is done, or nothing.',
    body: productWish.openapi({ example: { summary: 'Take money in 40 currencies.', tags: ['money', 'eu'] } }),
    current: currentProduct,
    run: (ctx, { params, body, current }) =>
      asNamed(
        () =>
          inOneTransaction(ctx, async (inside) => {
            await fulfil(inside, product.parse(current), body);
            return productNow(inside, params.id ?? '');
          }),
        productNaming(body),
      ),
    afterwards: tellGateway,
  }),
  operation({
    ...about,
    method: 'delete',
    path: '/products/{id}',
    operationId: 'deleteProduct',
    summary: 'Delete a product',
    about: 'A draft that nobody ever asked for. 409 for every other: unpublish or retire it.',
    status: 204,
    answer: nothing,
    current: currentProduct,
    run: async (ctx, { params, current }) => {
      await deleteProduct(ctx, { productId: params.id ?? '', version: versionOf(current) });
      return null;
    },
  }),
  operation({
    ...about,
    method: 'post',
    path: '/products/{id}/apis',
    operationId: 'addProductApis',
    summary: 'Add APIs to a product',
    about: 'APIs of its gateway, by their ids there, and one that is only documented, by its name.',
    body: z
      .strictObject({ gatewayApiIds: gatewayApiIds.optional(), name: text(API_MAX.name).optional() })
      .openapi({ example: { gatewayApiIds: ['payments-v2'] } }),
    current: currentProduct,
    run: (ctx, { params, body: { gatewayApiIds = [], name }, current }) =>
      asNamed(async () => {
        const productId = params.id ?? '';
        await addProductApis(ctx, { productId, version: versionOf(current), apiIds: gatewayApiIds, name });
        return productNow(ctx, productId);
      }, productNaming({})),
    afterwards: tellGateway,
  }),
  operation({
    ...about,
    method: 'delete',
    path: '/products/{id}/apis/{apiId}',
    operationId: 'removeProductApi',
    summary: 'Remove an API from a product',
    about: 'Its documents go with it, in every version.',
    status: 204,
    answer: nothing,
    run: async (ctx, { params: { id = '', apiId = '' } }) => {
      const { version } = await productNow(ctx, id);
      await removeProductApi(ctx, { productId: id, version, productApiId: apiId });
      return null;
    },
  }),
];
