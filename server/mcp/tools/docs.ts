import { z } from 'zod';
import { getOperationIndex } from '@/core/api-docs/get-operation-index';
import { listSchemas } from '@/core/api-docs/list-schemas';
import { notFound } from '@/core/errors';
import { readPlainPage } from '@/core/plain-pages/read-plain-page';
import { type Tool, tool } from '../tool';
import { slug, words } from './fields';
import { addressOf } from './page-address';

const reads = { scope: 'agent:read', isForDevelopers: false } as const;
/** Operations or schemas in one answer; the next ones come with `offset`. */
const LISTED_MAX = 100;

const product = slug.describe('A product, as search and list_products name it.');
const api = slug.describe('An API of the product: the part behind /docs/ in the links of get_product.');
const offset = z.int().min(0).max(100_000).default(0).describe('How many to leave out.');

/** Documentation, as the pages that people read. */
export const docsTools: readonly Tool[] = [
  tool({
    ...reads,
    name: 'get_product',
    title: 'Read a product',
    description: 'A product’s page: what it is for, its APIs with their base URLs, its guides, plans and changes.',
    input: z.strictObject({ product }),
    run: async (ctx, input) => ({ markdown: await readPlainPage(ctx, { path: ['products', input.product] }) }),
  }),
  tool({
    ...reads,
    name: 'list_operations',
    title: 'List operations',
    description: `The operations of an API in the order of its reference, ${LISTED_MAX} at a time, with all of these words in method, path, summary or tag.`,
    input: z.strictObject({ product, api, query: words.optional(), offset }),
    run: async (ctx, input) => {
      const lines = await (await getOperationIndex(ctx, input)).read();
      const wanted = (input.query ?? '').toLowerCase().split(/\s+/).filter(Boolean);
      const found = lines.filter((line) => {
        const text = line.slice(0, 5).join(' ').toLowerCase();
        return wanted.every((word) => text.includes(word));
      });
      const shown = found.slice(input.offset, input.offset + LISTED_MAX);
      return {
        json: {
          total: found.length,
          operations: shown.map(([operation, method, path, summary, tag, isDeprecated]) => ({
            ...{ operation, method, path, summary, tag },
            ...(isDeprecated === 1 && { deprecated: true }),
          })),
        },
      };
    },
  }),
  tool({
    ...reads,
    name: 'get_operation',
    title: 'Read an operation',
    description:
      'Everything about one operation: address, parameters, body, answers, errors, how it is authorized, and an example call.',
    input: z.strictObject({ product, api, operation: slug.describe('As search and list_operations name it.') }),
    run: async (ctx, { product: of, api: part, operation }) => ({
      markdown: await readPlainPage(ctx, { path: ['products', of, 'docs', part, operation] }),
    }),
  }),
  tool({
    ...reads,
    name: 'get_schema',
    title: 'Read a schema',
    description: `A schema of an API’s document with its properties; without a name, the names of its schemas, ${LISTED_MAX} at a time.`,
    input: z.strictObject({ product, api, schema: words.min(1).optional(), offset }),
    run: async (ctx, { product: of, api: part, schema, offset: from }) => {
      if (schema !== undefined) {
        return { markdown: await readPlainPage(ctx, { path: ['products', of, 'docs', part], schema }) };
      }
      const { schemas } = await listSchemas(ctx, { product: of, api: part });
      const shown = schemas.slice(from, from + LISTED_MAX);
      return { json: { total: schemas.length, schemas: shown.map(({ name, type }) => ({ schema: name, type })) } };
    },
  }),
  tool({
    ...reads,
    name: 'read_page',
    title: 'Read a page',
    description:
      'A page of the portal as Markdown by its path, such as a guide (/products/…/guides/…), an API’s reference (/products/…/docs/…), a catalog (/catalogs/…) or a page of the provider’s own (/pages/…).',
    input: z.strictObject({ path: z.string().min(1).max(1_000).describe('Begins with /. A link of another page.') }),
    run: async (ctx, input) => {
      const address = addressOf(input.path);
      if (!address) throw notFound();
      return { markdown: await readPlainPage(ctx, address) };
    },
  }),
];
