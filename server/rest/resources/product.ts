import { z } from '@hono/zod-openapi';
import type { Context } from '@/core/context';
import { getProductForAdmin } from '@/core/products/get-product-for-admin';
import { slugOfProduct } from '@/core/products/slug-of-product';
import { id, instant, iso, named } from '../fields';
import { requestField } from '../form-fields';
import type { Current, Params } from '../operation';

/** Where a product can be, in the order of its life. */
export const PRODUCT_STATES = ['draft', 'published', 'deprecated', 'retired'] as const;
/** One of them. */
export const productState = z.enum(PRODUCT_STATES);

/** A product of any state, as every operation on it answers it. */
export const product = z
  .object({
    id,
    slug: z.string(),
    version: z.number().int().openapi({ description: 'Goes up with every change.' }),
    name: z.string(),
    summary: z.string(),
    description: z.string().openapi({ description: 'Markdown.' }),
    tags: z.array(z.string()),
    isFeatured: z.boolean(),
    state: productState,
    sunsetOn: z.string().nullable().openapi({ description: 'As `YYYY-MM-DD`.' }),
    deprecationNote: z.string().openapi({ description: 'Markdown.' }),
    createdAt: instant,
    updatedAt: instant,
    publishedAt: instant.nullable(),
    access: z
      .object({
        gatewayId: id,
        gatewayName: z.string(),
        policyId: z.string().openapi({ description: 'The gateway’s id of the policy that opens it.' }),
        ownsPolicy: z.boolean().openapi({ description: 'The portal keeps this policy at the gateway itself.' }),
        policyProblem: z.string().nullable().openapi({ description: 'Why the gateway did not take it, so far.' }),
      })
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
    requestFields: z.array(requestField).openapi({ description: 'What a request for it is asked besides.' }),
    catalogs: z.array(named.extend({ slug: z.string(), visibility: z.string() })),
    requestsWaiting: z.number().int(),
    keysLive: z.number().int(),
  })
  .openapi('Product');

/** A product as it is answered. */
export type Product = z.output<typeof product>;

/** The product with this id, as it is now. Throws `not_found`. */
export async function productNow(ctx: Context, productId: string): Promise<Product> {
  const slug = await slugOfProduct(ctx, { productId });
  const found = await getProductForAdmin(ctx, { slug });
  return product.parse({
    ...found,
    createdAt: iso(found.createdAt),
    updatedAt: iso(found.updatedAt),
    publishedAt: iso(found.publishedAt),
  });
}

/** For operations on one product: what they are about, before and after. */
export function currentProduct(ctx: Context, params: Params): Promise<Current> {
  return productNow(ctx, params.id ?? '');
}
