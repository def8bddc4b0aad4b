import { z } from '@hono/zod-openapi';
import { listCatalogsForAdmin } from '@/core/catalogs/list-catalogs-for-admin';
import { id, instant, iso, search } from '../fields';
import { type Operation, operation } from '../operation';
import { list, pageOf } from '../pages';
import { catalog, catalogNow, visibility } from './catalog';

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
    run: (ctx, { params }) => catalogNow(ctx, params.id ?? ''),
  }),
];
