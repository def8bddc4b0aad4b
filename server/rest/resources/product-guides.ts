import { z } from '@hono/zod-openapi';
import type { Context } from '@/core/context';
import { notFound } from '@/core/errors';
import { changeGuide } from '@/core/guides/change-guide';
import { createGuide } from '@/core/guides/create-guide';
import { deleteGuide } from '@/core/guides/delete-guide';
import { getGuideForAdmin } from '@/core/guides/get-guide-for-admin';
import { listGuides } from '@/core/guides/list-guides';
import { guideFingerprint } from '@/core/guides/lock-guide';
import { moveGuide } from '@/core/guides/move-guide';
import { GUIDE_MAX } from '@/core/guides/parse-guide';
import { slugOfProduct } from '@/core/products/slug-of-product';
import { id, instant, iso, text } from '../fields';
import { merge } from '../merge';
import { nothing, type Operation, operation, type Params } from '../operation';
import { list, pageOf } from '../pages';

const facts = { id, slug: z.string(), title: z.string(), updatedAt: instant };
const line = z.object({ ...facts, characters: z.number().int() }).openapi('GuideLine');
const guide = z.object({ ...facts, body: z.string().openapi({ description: 'Markdown.' }) }).openapi('Guide');
type Guide = z.output<typeof guide>;

const wish = {
  title: text(GUIDE_MAX.title),
  slug: text(GUIDE_MAX.slug).openapi({
    description: 'Its part of addresses. Left out of a new one: made of the title.',
  }),
  body: text(GUIDE_MAX.body).openapi({ description: 'Markdown.' }),
};

/** The guide with this id, as it is now. Throws `not_found`. */
async function now(ctx: Context, { id: productId = '', guideId = '' }: Params): Promise<Guide> {
  const slug = await slugOfProduct(ctx, { productId });
  const known = (await listGuides(ctx, { slug })).guides.find((one) => one.id === guideId);
  if (!known) throw notFound();
  const found = await getGuideForAdmin(ctx, { slug, guide: known.slug });
  return guide.parse({ ...found, updatedAt: iso(found.updatedAt) });
}

const reads = { tag: 'Guides', scope: 'products:read' } as const;
const writes = { tag: 'Guides', scope: 'products:write', answer: guide } as const;

/** The guides of a product, which people read beside its reference. */
export const productGuides: readonly Operation[] = [
  list({
    ...reads,
    path: '/products/{id}/guides',
    operationId: 'listGuides',
    summary: 'List the guides of a product',
    about: 'In the order in which people find them.',
    filters: {},
    item: line,
    read: async (ctx, _filters, page, { id: productId = '' }) => {
      const slug = await slugOfProduct(ctx, { productId });
      return pageOf((await listGuides(ctx, { slug })).guides, page);
    },
    toItem: (row) => ({ ...row, updatedAt: iso(row.updatedAt) }),
  }),
  operation({
    ...reads,
    method: 'get',
    path: '/products/{id}/guides/{guideId}',
    operationId: 'getGuide',
    summary: 'Read a guide',
    answer: guide,
    run: (ctx, { params }) => now(ctx, params),
  }),
  operation({
    ...writes,
    method: 'post',
    path: '/products/{id}/guides',
    operationId: 'createGuide',
    summary: 'Add a guide to a product',
    about: 'Behind the others.',
    body: z
      .strictObject({ ...wish, slug: wish.slug.default('') })
      .openapi({ example: { title: 'Getting started', body: '## Ask for a key\n\nAdd the product to your cart.' } }),
    status: 201,
    run: async (ctx, { params, body }) => {
      const { guideId } = await createGuide(ctx, { productId: params.id ?? '', ...body });
      return now(ctx, { ...params, guideId });
    },
    locationOf: (made, params) => `/products/${params.id}/guides/${made.id}`,
  }),
  operation({
    ...writes,
    method: 'patch',
    path: '/products/{id}/guides/{guideId}',
    operationId: 'changeGuide',
    summary: 'Change a guide',
    about: 'What is left out stays.',
    body: z
      .strictObject(z.object(wish).partial().shape)
      .openapi({ example: { body: '## Ask for a key\n\nIt takes a day.' } }),
    current: now,
    run: async (ctx, { params, body, current }) => {
      const before = guide.parse(current);
      const { title, slug, body: written } = merge(before, body).after;
      const { id: productId = '', guideId = '' } = params;
      await changeGuide(ctx, { productId, guideId, seen: guideFingerprint(before), title, slug, body: written });
      return now(ctx, params);
    },
  }),
  operation({
    ...writes,
    method: 'delete',
    path: '/products/{id}/guides/{guideId}',
    operationId: 'deleteGuide',
    summary: 'Delete a guide',
    status: 204,
    answer: nothing,
    current: now,
    isOneAtATime: true,
    run: async (ctx, { params: { id: productId = '', guideId = '' } }) => {
      await deleteGuide(ctx, { productId, guideId });
      return null;
    },
  }),
  operation({
    ...writes,
    method: 'post',
    path: '/products/{id}/guides/{guideId}/move',
    operationId: 'moveGuide',
    summary: 'Move a guide',
    about: 'One place up or down. At the end of the list it stays where it is.',
    body: z.strictObject({ direction: z.enum(['up', 'down']) }),
    run: async (ctx, { params, body }) => {
      const { id: productId = '', guideId = '' } = params;
      await moveGuide(ctx, { productId, guideId, ...body });
      return now(ctx, params);
    },
  }),
];
