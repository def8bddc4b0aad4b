import { z } from '@hono/zod-openapi';
import type { Scope } from '@/core/api-tokens/scopes';
import type { Context } from '@/core/context';
import type { Page, PageRequest } from '@/core/keyset';
import { type Operation, operation, type Params } from './operation';
import { Problem } from './problem';

/** Rows a page: the most, and unless told. */
const PAGE_MAX = 200;
const PAGE_DEFAULT = 50;
const CURSOR_MAX = 8_000;

const pageShape = {
  limit: z.coerce.number().int().min(1).max(PAGE_MAX).default(PAGE_DEFAULT).openapi({
    type: 'integer',
    minimum: 1,
    maximum: PAGE_MAX,
    default: PAGE_DEFAULT,
    description: 'How many at most.',
  }),
  cursor: z
    .string()
    .max(CURSOR_MAX)
    .optional()
    .openapi({ description: 'The `nextCursor` of the page before. Not made by hand.' }),
};

type ListSpec<Filters extends z.ZodRawShape, Item extends z.ZodType, Row> = {
  path: `/${string}`;
  tag: string;
  operationId: string;
  summary: string;
  about?: string;
  scope: Scope;
  filters: Filters;
  item: Item;
  read(
    ctx: Context,
    filters: z.output<z.ZodObject<Filters>>,
    page: PageRequest & { limit: number },
    params: Params,
  ): Promise<Page<Row>>;
  toItem(row: Row): z.input<Item>;
};

/** A list in pages: `?limit=&cursor=` and its filters; answers `items` and the cursor of the next page. */
export function list<Filters extends z.ZodRawShape, Item extends z.ZodType, Row>(
  spec: ListSpec<Filters, Item, Row>,
): Operation {
  const { filters, item, read, toItem, ...described } = spec;
  const answer = z.object({
    items: z.array(item),
    nextCursor: z.string().nullable().openapi({ description: 'For the next page; null on the last one.' }),
  });
  return operation({
    ...described,
    method: 'get',
    query: z.strictObject({ ...filters, ...pageShape }) as unknown as z.ZodObject,
    answer,
    run: async (ctx, { query, params }) => {
      // Parsed by the schema that is put together just above.
      const { limit, cursor, ...wanted } = query as { limit: number; cursor?: string };
      const after = cursor === undefined ? null : opened(spec.operationId, cursor);
      const page = await read(ctx, wanted as z.output<z.ZodObject<Filters>>, { limit, after }, params);
      return {
        items: page.rows.map(toItem) as z.input<Item>[],
        nextCursor: page.after === null ? null : closed(spec.operationId, page.after),
      };
    },
  });
}

/** A cursor says of which list it is: one of another list would begin at the first page again, for ever. */
function closed(name: string, cursor: string): string {
  return Buffer.from(`${name} ${cursor}`).toString('base64url');
}

function opened(name: string, cursor: string): string {
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  const isOurs = text.startsWith(`${name} `) && closed(name, text.slice(name.length + 1)) === cursor;
  if (isOurs) return text.slice(name.length + 1);
  throw new Problem(422, 'One value is wrong: see errors.', {
    errors: [{ in: 'query', pointer: '/cursor', message: 'This is no cursor of this list.' }],
  });
}

/** A page of a list that the core gives as a whole, because there are never many: behind the row with this id. */
export function pageOf<Row extends { id: string }>(
  rows: readonly Row[],
  { limit, after }: PageRequest & { limit: number },
): Page<Row> {
  const start = rows.findIndex(({ id }) => id === after) + 1;
  const shown = rows.slice(start, start + limit);
  const hasMore = start + limit < rows.length;
  return { rows: shown, before: null, after: hasMore ? (shown.at(-1)?.id ?? null) : null };
}
