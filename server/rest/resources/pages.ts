import { z } from '@hono/zod-openapi';
import type { Context } from '@/core/context';
import { notFound } from '@/core/errors';
import { inOneTransaction } from '@/core/in-one-transaction';
import { MARKDOWN_MAX } from '@/core/markdown/render';
import { changePageAddress } from '@/core/pages/change-address';
import { createPage } from '@/core/pages/create';
import { deletePage } from '@/core/pages/delete';
import { getPageForAdmin } from '@/core/pages/get-page-for-admin';
import { listPages } from '@/core/pages/list-pages';
import { PAGE_SLUG_MAX, PAGE_TITLE_MAX } from '@/core/pages/page-fields';
import { publishPage } from '@/core/pages/publish';
import { savePageDraft } from '@/core/pages/save-draft';
import { unpublishPage } from '@/core/pages/unpublish';
import { id, instant, iso, text } from '../fields';
import { merge } from '../merge';
import { nothing, type Operation, operation, type Params, versionOf } from '../operation';
import { list, pageOf } from '../pages';

const audience = z.enum(['everybody', 'signed_in']);
const facts = {
  id,
  slug: z.string(),
  title: z.string(),
  audience,
  isPublished: z.boolean(),
  hasDraft: z.boolean().openapi({ description: 'There is a wording that is not live.' }),
  updatedAt: instant,
};
const line = z.object(facts).openapi('PageLine');
const page = z
  .object({
    ...facts,
    version: z.number().int().openapi({ description: 'Goes up with every change.' }),
    body: z.string().openapi({ description: 'Markdown; the draft where there is one.' }),
  })
  .openapi('Page');
type Page = z.output<typeof page>;

const wish = {
  title: text(PAGE_TITLE_MAX),
  slug: text(PAGE_SLUG_MAX).openapi({ description: 'It stands at `/pages/{slug}`.' }),
  audience,
  body: text(MARKDOWN_MAX).openapi({ description: 'Markdown.' }),
};

/** The page with this id, as it is now. Throws `not_found`. */
async function now(ctx: Context, { id: pageId }: Params): Promise<Page> {
  const known = (await listPages(ctx)).find((one) => one.id === pageId);
  if (!known) throw notFound();
  const found = await getPageForAdmin(ctx, { slug: known.slug });
  return page.parse({ ...found, updatedAt: iso(found.updatedAt) });
}

const writes = { tag: 'Pages', scope: 'settings:write', answer: page } as const;

function act(
  words: { name: string; operationId: string; summary: string; about: string },
  verb: (ctx: Context, input: { pageId: string; version: number }) => Promise<void>,
): Operation {
  const { name, ...described } = words;
  return operation({
    ...writes,
    ...described,
    method: 'post',
    path: `/pages/{id}/${name}`,
    body: z.strictObject({}),
    current: now,
    run: async (ctx, { params, current }) => {
      await verb(ctx, { pageId: params.id ?? '', version: versionOf(current) });
      return now(ctx, params);
    },
  });
}

/** The provider's own pages, such as an imprint. */
export const pages: readonly Operation[] = [
  list({
    path: '/pages',
    tag: 'Pages',
    operationId: 'listPages',
    summary: 'List the provider’s own pages',
    about: 'In their order.',
    scope: 'settings:read',
    filters: {},
    item: line,
    read: async (ctx, _filters, asked) => pageOf(await listPages(ctx), asked),
    toItem: (row) => ({ ...row, updatedAt: iso(row.updatedAt) }),
  }),
  operation({
    method: 'get',
    path: '/pages/{id}',
    tag: 'Pages',
    operationId: 'getPage',
    summary: 'Read a page',
    scope: 'settings:read',
    answer: page,
    run: (ctx, { params }) => now(ctx, params),
  }),
  operation({
    ...writes,
    method: 'post',
    path: '/pages',
    operationId: 'createPage',
    summary: 'Make a page',
    about: 'A draft behind the others, until it is published.',
    body: z
      .strictObject({ ...wish, audience: audience.default('everybody') })
      .openapi({ example: { title: 'Imprint', slug: 'imprint', body: 'Saltmarsh Ltd, 1 Quay Street' } }),
    status: 201,
    run: async (ctx, { body }) => now(ctx, { id: (await createPage(ctx, body)).pageId }),
    locationOf: (made) => `/pages/${made.id}`,
  }),
  operation({
    ...writes,
    method: 'patch',
    path: '/pages/{id}',
    operationId: 'changePage',
    summary: 'Change a page',
    about:
      'What is left out stays. Words become a draft until they are published; address and audience change at once.',
    body: z.strictObject(z.object(wish).partial().shape).openapi({ example: { body: 'Saltmarsh Ltd, 2 Quay Street' } }),
    current: now,
    run: (ctx, { params, body: { title, body, slug, audience: to }, current }) =>
      inOneTransaction(ctx, async (inside) => {
        const before = page.parse(current);
        const words = merge({ title: before.title, body: before.body }, { title, body });
        const address = merge({ slug: before.slug, audience: before.audience }, { slug, audience: to });
        let { version } = before;
        const next = () => ({ pageId: before.id, version: version++ });
        if (words.isChanged) await savePageDraft(inside, { ...words.after, ...next() });
        if (address.isChanged) await changePageAddress(inside, { ...address.after, ...next() });
        return now(inside, params);
      }),
  }),
  operation({
    ...writes,
    method: 'delete',
    path: '/pages/{id}',
    operationId: 'deletePage',
    summary: 'Delete a page',
    status: 204,
    answer: nothing,
    current: now,
    run: async (ctx, { params, current }) => {
      await deletePage(ctx, { pageId: params.id ?? '', version: versionOf(current) });
      return null;
    },
  }),
  act(
    { name: 'publish', operationId: 'publishPage', summary: 'Publish a page', about: '409 when there is nothing new.' },
    publishPage,
  ),
  act(
    {
      name: 'unpublish',
      operationId: 'unpublishPage',
      summary: 'Make a page a draft again',
      about: 'Nobody but admins sees it.',
    },
    unpublishPage,
  ),
];
