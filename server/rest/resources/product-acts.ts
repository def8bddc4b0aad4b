import { z } from '@hono/zod-openapi';
import type { Context } from '@/core/context';
import { deprecateProduct } from '@/core/products/deprecate';
import { publishProduct } from '@/core/products/publish';
import { retireProduct } from '@/core/products/retire';
import { undeprecateProduct } from '@/core/products/undeprecate';
import { unpublishProduct } from '@/core/products/unpublish';
import { type Operation, operation, versionOf } from '../operation';
import { currentProduct, product, productNow } from './product';

type Act = { name: string; summary: string; about: string };

/** An act that wants to be told nothing but on which product, and answers it as it is afterwards. */
function act(
  { name, summary, about }: Act,
  verb: (ctx: Context, input: { productId: string; version: number }) => Promise<unknown>,
): Operation {
  return operation({
    tag: 'Products',
    scope: 'products:write',
    answer: product,
    method: 'post',
    path: `/products/{id}/${name}`,
    operationId: `${name}Product`,
    summary,
    about,
    body: z.strictObject({}),
    current: currentProduct,
    run: async (ctx, { params, current }) => {
      const productId = params.id ?? '';
      await verb(ctx, { productId, version: versionOf(current) });
      return productNow(ctx, productId);
    },
  });
}

/** What makes a product visible, and what ends it. */
export const productActs: readonly Operation[] = [
  act(
    {
      name: 'publish',
      summary: 'Publish a product',
      about: 'Those who may see its catalogs see it. A retired one comes back. 409 says all that is missing.',
    },
    publishProduct,
  ),
  act(
    {
      name: 'unpublish',
      summary: 'Make a product a draft again',
      about: 'It leaves every cart. 409 while keys open it or requests wait for it: deprecate it then.',
    },
    unpublishProduct,
  ),
  operation({
    tag: 'Products',
    scope: 'products:write',
    answer: product,
    method: 'post',
    path: '/products/{id}/deprecate',
    operationId: 'deprecateProduct',
    summary: 'Deprecate a product',
    about:
      'Those who hold keys for it or watch it are told that it will end. On a deprecated one this changes day and note, ' +
      'and they are told again when the day is another.',
    body: z
      .strictObject({
        sunsetOn: z
          .string()
          .max(20)
          .nullable()
          .default(null)
          .openapi({ description: 'Its last day, as `YYYY-MM-DD`; null: not known yet.' }),
        note: z.string().max(10_000).default('').openapi({ description: 'What to do instead, in Markdown.' }),
      })
      .openapi({ example: { sunsetOn: '2027-03-31', note: 'Ask for *Payments 2* instead.' } }),
    current: currentProduct,
    run: async (ctx, { params, body: { sunsetOn, note }, current }) => {
      const productId = params.id ?? '';
      await deprecateProduct(ctx, { productId, version: versionOf(current), sunsetOn: sunsetOn ?? '', note });
      return productNow(ctx, productId);
    },
  }),
  act(
    {
      name: 'undeprecate',
      summary: 'Take a deprecation back',
      about: 'The product stays, without day and note.',
    },
    undeprecateProduct,
  ),
  act(
    {
      name: 'retire',
      summary: 'Retire a product',
      about: 'Nobody finds it or asks for it any more, and requests that wait for it are declined. Keys go on working.',
    },
    retireProduct,
  ),
];
