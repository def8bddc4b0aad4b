import { z } from '@hono/zod-openapi';
import { changeCatalog } from '@/core/catalogs/change-catalog';
import { createCatalog } from '@/core/catalogs/create-catalog';
import { deleteCatalog } from '@/core/catalogs/delete-catalog';
import { CATALOG_DESCRIPTION_MAX, CATALOG_NAME_MAX, CATALOG_SLUG_MAX } from '@/core/catalogs/parse-catalog';
import { setAudience } from '@/core/catalogs/set-audience';
import { setCatalogPlans } from '@/core/catalogs/set-plans';
import { setCatalogProducts } from '@/core/catalogs/set-products';
import type { Context } from '@/core/context';
import { inOneTransaction } from '@/core/in-one-transaction';
import { text } from '../fields';
import { merge } from '../merge';
import { asNamed } from '../naming';
import { nothing, type Operation, operation, versionOf } from '../operation';
import { type Catalog, catalog, catalogNow, currentCatalog, visibility } from './catalog';

/** More than a catalog can have of anything, so that one too many is refused in words. */
const IDS_MAX = 2_500;
const ids = z.array(z.uuid('This is no id.')).max(IDS_MAX);

const wish = {
  name: text(CATALOG_NAME_MAX),
  slug: text(CATALOG_SLUG_MAX).openapi({
    description: 'Its part of addresses. Left out of a new one: made of the name.',
  }),
  description: text(CATALOG_DESCRIPTION_MAX),
  visibility,
  productIds: ids.openapi({ description: 'All products that stand in it, in their order.' }),
  planIds: ids.openapi({ description: 'All plans on which they are offered, in their order.' }),
  audience: z
    .strictObject({ organizationIds: ids.default([]), teamIds: ids.default([]) })
    .openapi({ description: 'Whom a private catalog is for: all of them.' }),
};
const anyWish = z.strictObject(z.object(wish).partial().shape);
type Wish = z.output<typeof anyWish>;

/** Does everything that is wished of a catalog that was read as `before`. Throws what the verbs throw. */
async function fulfil(ctx: Context, before: Catalog, { productIds, planIds, audience, ...facts }: Wish): Promise<void> {
  // Each verb raises the version by one, and holds the catalog until all of them are done.
  let { version } = before;
  const next = () => ({ catalogId: before.id, version: version++ });
  const { name, slug, description, visibility: to } = before;
  const { after, isChanged } = merge({ name, slug, description, visibility: to }, facts);
  if (isChanged) await changeCatalog(ctx, { ...after, ...next() });
  if (productIds) {
    await asNamed(() => setCatalogProducts(ctx, { productIds, ...next() }), named('productIds'));
  }
  if (planIds) await asNamed(() => setCatalogPlans(ctx, { planIds, ...next() }), named('planIds'));
  if (audience) await setAudience(ctx, { ...audience, ...next() });
}

/** Both verbs call what they take `ids`. */
function named(name: string) {
  return (field: string) => (field === 'ids' ? [name] : undefined);
}

const about = { tag: 'Catalogs', scope: 'catalogs:write', answer: catalog } as const;

/** Making, changing and deleting catalogs. */
export const catalogWrites: readonly Operation[] = [
  operation({
    ...about,
    method: 'post',
    path: '/catalogs',
    operationId: 'createCatalog',
    summary: 'Make a catalog',
    about: 'Behind all others. A private one is nobody’s until it has an audience.',
    body: anyWish
      .extend({ name: wish.name, visibility })
      .openapi({ example: { name: 'Partners', visibility: 'private', description: 'For those we work with.' } }),
    status: 201,
    run: (ctx, { body }) =>
      inOneTransaction(ctx, async (inside) => {
        const { name, slug = '', description = '', visibility: to, ...more } = body;
        const { catalogId } = await createCatalog(inside, { name, slug, description, visibility: to });
        await fulfil(inside, await catalogNow(inside, catalogId), more);
        return catalogNow(inside, catalogId);
      }),
    locationOf: ({ id }) => `/catalogs/${id}`,
  }),
  operation({
    ...about,
    method: 'patch',
    path: '/catalogs/{id}',
    operationId: 'changeCatalog',
    summary: 'Change a catalog',
    about: 'What is left out stays. All of it is done, or nothing.',
    body: anyWish.openapi({ example: { description: 'For those we work with.', visibility: 'private' } }),
    current: currentCatalog,
    run: (ctx, { params, body, current }) =>
      inOneTransaction(ctx, async (inside) => {
        await fulfil(inside, catalog.parse(current), body);
        return catalogNow(inside, params.id ?? '');
      }),
  }),
  operation({
    ...about,
    method: 'delete',
    path: '/catalogs/{id}',
    operationId: 'deleteCatalog',
    summary: 'Delete a catalog',
    about: 'Its products and plans stay; requests and keys that came from it go on. It leaves every cart.',
    status: 204,
    answer: nothing,
    current: currentCatalog,
    run: async (ctx, { params, current }) => {
      await deleteCatalog(ctx, { catalogId: params.id ?? '', version: versionOf(current) });
      return null;
    },
  }),
];
