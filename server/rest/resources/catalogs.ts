import { z } from '@hono/zod-openapi';
import { getCatalogForAdmin, type Placeable } from '@/core/catalogs/get-catalog-for-admin';
import { listCatalogsForAdmin } from '@/core/catalogs/list-catalogs-for-admin';
import { slugOfCatalog } from '@/core/catalogs/slug-of-catalog';
import { id, instant, iso, search } from '../fields';
import { type Operation, operation } from '../operation';
import { list, pageOf } from '../pages';

const visibility = z.enum(['public', 'internal', 'private']);

const line = z
  .object({
    id,
    slug: z.string(),
    name: z.string(),
    visibility,
    products: z.number().int(),
    plans: z.number().int(),
    organizations: z.number().int().openapi({ description: 'Of the audience of a private catalog.' }),
    teams: z.number().int(),
    updatedAt: instant,
  })
  .openapi('CatalogLine');

const placed = z.array(z.object({ id, slug: z.string(), name: z.string(), note: z.string().nullable() }));

const catalog = z
  .object({
    id,
    slug: z.string(),
    version: z.number().int(),
    name: z.string(),
    description: z.string(),
    visibility,
    updatedAt: instant,
    products: placed.openapi({ description: '`note` says why people may not see it there, such as *Draft*.' }),
    plans: placed,
  })
  .openapi('Catalog');

const held = ({ held: rows }: { held: Placeable[] }) => rows;

/** Catalogs: which products are offered on which plans, and to whom. */
export const catalogs: readonly Operation[] = [
  list({
    path: '/catalogs',
    tag: 'Catalogs',
    operationId: 'listCatalogs',
    summary: 'List catalogs',
    about: 'In the order in which people find them.',
    scope: 'catalogs:read',
    filters: { search },
    item: line,
    read: async (ctx, filters, page) =>
      pageOf(await listCatalogsForAdmin(ctx, filters.search === undefined ? {} : { q: filters.search }), page),
    toItem: (row) => ({ ...row, updatedAt: iso(row.updatedAt) }),
  }),
  operation({
    method: 'get',
    path: '/catalogs/{id}',
    tag: 'Catalogs',
    operationId: 'getCatalog',
    summary: 'Read a catalog',
    scope: 'catalogs:read',
    answer: catalog,
    run: async (ctx, { params }) => {
      const slug = await slugOfCatalog(ctx, { catalogId: params.id ?? '' });
      const found = await getCatalogForAdmin(ctx, { slug });
      const { products, plans } = found;
      return { ...found, products: held(products), plans: held(plans), updatedAt: iso(found.updatedAt) };
    },
  }),
];
