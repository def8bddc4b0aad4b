import { z } from '@hono/zod-openapi';
import { deleteChange } from '@/core/changelog/delete-change';
import { editChange } from '@/core/changelog/edit-change';
import { listChanges } from '@/core/changelog/list-changes';
import { changeFingerprint } from '@/core/changelog/lock-change';
import { CHANGE_MAX } from '@/core/changelog/parse-change';
import { publishChange } from '@/core/changelog/publish-change';
import type { Context } from '@/core/context';
import { notFound } from '@/core/errors';
import { slugOfProduct } from '@/core/products/slug-of-product';
import { id, text } from '../fields';
import { merge } from '../merge';
import { nothing, type Operation, operation, type Params } from '../operation';
import { list, pageOf } from '../pages';

const change = z
  .object({
    id,
    title: z.string(),
    body: z.string().openapi({ description: 'Markdown; may be empty.' }),
    publishedOn: z.string().openapi({ description: 'As `YYYY-MM-DD`.' }),
    announcement: z
      .object({ told: z.number().int(), isDone: z.boolean() })
      .nullable()
      .openapi({ description: 'How far it is told; null: it was told to nobody.' }),
  })
  .openapi('Change');
type Change = z.output<typeof change>;

const wish = {
  title: text(CHANGE_MAX.title),
  body: text(CHANGE_MAX.body).openapi({ description: 'Markdown; may be empty.' }),
  publishedOn: z.string().max(20).openapi({ description: 'As `YYYY-MM-DD`.' }),
};

/** The entries of a product's changelog, the newest first. Throws `not_found`. */
async function entriesOf(ctx: Context, { id: productId = '' }: Params) {
  return (await listChanges(ctx, { slug: await slugOfProduct(ctx, { productId }) })).changes;
}

async function now(ctx: Context, params: Params): Promise<Change> {
  const found = (await entriesOf(ctx, params)).find((entry) => entry.id === params.changeId);
  if (!found) throw notFound();
  return change.parse(found);
}

const reads = { tag: 'Changelog', scope: 'products:read' } as const;
const writes = { tag: 'Changelog', scope: 'products:write', answer: change } as const;

/** The changelog of a product. */
export const productChanges: readonly Operation[] = [
  list({
    ...reads,
    path: '/products/{id}/changes',
    operationId: 'listChanges',
    summary: 'List the changelog of a product',
    about: 'The newest first.',
    filters: {},
    item: change,
    read: async (ctx, _filters, page, params) => pageOf(await entriesOf(ctx, params), page),
    toItem: (row) => row,
  }),
  operation({
    ...reads,
    method: 'get',
    path: '/products/{id}/changes/{changeId}',
    operationId: 'getChange',
    summary: 'Read an entry of a changelog',
    answer: change,
    run: (ctx, { params }) => now(ctx, params),
  }),
  operation({
    ...writes,
    method: 'post',
    path: '/products/{id}/changes',
    operationId: 'publishChange',
    summary: 'Add an entry to the changelog of a product',
    about: 'With `announce` those who hold keys for it or watch it are told: this once, never again.',
    body: z
      .strictObject({
        ...wish,
        body: wish.body.default(''),
        announce: z
          .boolean()
          .default(false)
          .openapi({ description: 'Tell people. 409 for a product that nobody sees.' }),
      })
      .openapi({ example: { title: 'Refunds are faster', publishedOn: '2026-01-31', announce: true } }),
    status: 201,
    run: async (ctx, { params, body: { announce: isAnnounced, ...written } }) => {
      const { changeId } = await publishChange(ctx, { productId: params.id ?? '', isAnnounced, ...written });
      return now(ctx, { ...params, changeId });
    },
    locationOf: (made, params) => `/products/${params.id}/changes/${made.id}`,
  }),
  operation({
    ...writes,
    method: 'patch',
    path: '/products/{id}/changes/{changeId}',
    operationId: 'editChange',
    summary: 'Change an entry of a changelog',
    about: 'What is left out stays. Nobody is told again.',
    body: z
      .strictObject(z.object(wish).partial().shape)
      .openapi({ example: { body: 'Refunds are answered in *one* second.' } }),
    current: now,
    run: async (ctx, { params, body, current }) => {
      const before = change.parse(current);
      const { title, body: entry, publishedOn } = merge(before, body).after;
      const { id: productId = '', changeId = '' } = params;
      const seen = changeFingerprint(before);
      await editChange(ctx, { productId, changeId, seen, title, body: entry, publishedOn });
      return now(ctx, params);
    },
  }),
  operation({
    ...writes,
    method: 'delete',
    path: '/products/{id}/changes/{changeId}',
    operationId: 'deleteChange',
    summary: 'Delete an entry of a changelog',
    about: 'Mails of its announcement that did not leave yet are not sent.',
    status: 204,
    answer: nothing,
    current: now,
    isOneAtATime: true,
    run: async (ctx, { params: { id: productId = '', changeId = '' } }) => {
      await deleteChange(ctx, { productId, changeId });
      return null;
    },
  }),
];
