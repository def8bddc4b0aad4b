import { z } from '@hono/zod-openapi';
import type { Context } from '@/core/context';
import { invalid } from '@/core/errors';
import { rowOfPolicy } from '@/core/gateways/row-of-policy';
import { changeProductAccess } from '@/core/products/change-access';
import { API_MAX, type ApiLine, changeProductApis } from '@/core/products/change-apis';
import { changeProductCatalogs } from '@/core/products/change-catalogs';
import { changeProductDetails } from '@/core/products/change-details';
import { changeProductFields } from '@/core/products/change-fields';
import type { NewAccess } from '@/core/products/create';
import { PRODUCT_MAX } from '@/core/products/parse-details';
import { text } from '../fields';
import { fieldNaming, sentRequestFields, toDrafts } from '../form-fields';
import { merge } from '../merge';
import type { Naming } from '../naming';
import type { Product } from './product';

const noId = 'This is no id.';

/** How a product presents itself. */
export const productDetails = {
  name: text(PRODUCT_MAX.name),
  slug: text(PRODUCT_MAX.slug).openapi({
    description: 'Its part of addresses. Left out of a new one: made of the name.',
  }),
  summary: text(PRODUCT_MAX.summary),
  description: text(PRODUCT_MAX.description).openapi({ description: 'Markdown.' }),
  tags: z
    .array(text(PRODUCT_MAX.tag).regex(/^[^,]+$/, 'A tag is not empty, and has no commas.'))
    .max(PRODUCT_MAX.tags, `Use at most ${PRODUCT_MAX.tags} tags.`),
  isFeatured: z.boolean(),
};

/** What opens it. */
export const sentAccess = z
  .strictObject({
    gatewayId: z.uuid(noId),
    policyId: z.string().max(200).optional().openapi({
      description: 'The gateway’s id of a policy that opens APIs. Left out: the portal keeps one of its own.',
    }),
  })
  .nullable()
  .openapi({ description: 'Null: documentation only. Keys in force keep the policy that they have.' });

/** APIs that the product has, as they shall stand. */
const sentApis = z
  .array(
    z.strictObject({
      id: z.uuid(noId),
      name: text(API_MAX.name).optional(),
      slug: text(API_MAX.slug).optional(),
      listenPath: text(API_MAX.listenPath).nullable().optional(),
    }),
  )
  .max(100)
  .openapi({ description: 'All of its APIs, in the order in which they shall stand.' });

/** The catalogs that are wished, all of them: one that is not sent is left. */
export const catalogIds = z
  .array(z.uuid(noId))
  .max(500)
  .openapi({ description: 'All catalogs in which it shall stand.' });

/** What a program may change of a product in one call; what is left out stays. */
export const productWish = z.strictObject({
  ...z.object(productDetails).partial().shape,
  access: sentAccess.optional(),
  apis: sentApis.optional(),
  requestFields: sentRequestFields.optional(),
  catalogIds: catalogIds.optional(),
});
type ProductWish = z.output<typeof productWish>;

/** An access as the verbs take it. */
export async function toAccess(ctx: Context, sent: z.output<typeof sentAccess>): Promise<NewAccess> {
  if (sent === null) return { kind: 'none' };
  const { gatewayId, policyId } = sent;
  if (policyId === undefined) return { kind: 'own', gatewayId };
  return { kind: 'existing', policyId: await rowOfPolicy(ctx, { gatewayId, policyId }) };
}

/** Does everything that is wished of a product that was read as `before`. Throws what the verbs throw. */
export async function fulfil(ctx: Context, before: Product, wish: ProductWish): Promise<void> {
  // Each verb raises the version by one, and holds the product until all of them are done.
  let { version } = before;
  const next = () => ({ productId: before.id, version: version++ });
  const { access, apis, requestFields, catalogIds: catalogs, ...details } = wish;
  const { after, isChanged } = merge(detailsOf(before), details);
  if (isChanged) await changeProductDetails(ctx, { ...after, tags: after.tags.join(','), ...next() });
  if (access !== undefined && !isSameAccess(before, access)) {
    await changeProductAccess(ctx, { access: await toAccess(ctx, access), ...next() });
  }
  if (apis) await changeProductApis(ctx, { apis: linesOf(before, apis), ...next() });
  if (requestFields) await changeProductFields(ctx, { requestFields: toDrafts(requestFields), ...next() });
  if (catalogs) await changeProductCatalogs(ctx, { catalogIds: catalogs, ...next() });
}

function detailsOf({ name, slug, summary, description, tags, isFeatured }: Product) {
  return { name, slug, summary, description, tags, isFeatured };
}

/** A policy of the portal's own is not made anew for somebody who sends back what they read. */
function isSameAccess({ access }: Product, sent: NonNullable<ProductWish['access']> | null): boolean {
  if (access === null || sent === null) return access === sent;
  if (access.gatewayId !== sent.gatewayId) return false;
  return sent.policyId === undefined ? access.ownsPolicy : sent.policyId === access.policyId;
}

function linesOf(before: Product, sent: NonNullable<ProductWish['apis']>): ApiLine[] {
  if (before.apis.some(({ id }) => !sent.some((api) => api.id === id))) {
    throw invalid('apis', 'Name every API that the product has: this is their order.');
  }
  return sent.map(({ id, name, slug, listenPath }, index) => {
    const api = before.apis.find((one) => one.id === id);
    if (!api) throw invalid(`apis.${id}.id`, 'The product has no such API. Add it first.');
    if (sent.findIndex((one) => one.id === id) !== index) throw invalid('apis', 'Name each API once.');
    return {
      id,
      name: name ?? api.name,
      slug: slug ?? api.slug,
      listenPath: (listenPath === undefined ? api.listenPath : listenPath) ?? '',
    };
  });
}

/** What the verbs call fields, in the words of the API. `wish` says at which place an API was sent. */
export function productNaming(wish: { apis?: readonly { id: string }[] | undefined }): Naming {
  return (field) => {
    if (field === 'policyId' || field === 'gatewayId') return ['access', field];
    if (field === 'kind') return ['access'];
    if (field === 'apiIds') return ['gatewayApiIds'];
    const [name, apiId, part = ''] = field.split('.');
    if (name !== 'apis' || apiId === undefined) return fieldNaming(field);
    return ['apis', wish.apis?.findIndex(({ id }) => id === apiId) ?? 0, part];
  };
}
