import { eq } from 'drizzle-orm';
import { deleteImage } from '@/core/images/delete-image';
import { uploadImage } from '@/core/images/upload-image';
import { addProductApis } from '@/core/products/add-apis';
import { changeProductAccess } from '@/core/products/change-access';
import { changeProductApis } from '@/core/products/change-apis';
import { changeProductCatalogs } from '@/core/products/change-catalogs';
import { changeProductDetails } from '@/core/products/change-details';
import { changeProductFields } from '@/core/products/change-fields';
import { changeProductLogo } from '@/core/products/change-logo';
import { createProduct } from '@/core/products/create';
import { deleteProduct } from '@/core/products/delete';
import { deprecateProduct } from '@/core/products/deprecate';
import { publishProduct } from '@/core/products/publish';
import { removeProductApi } from '@/core/products/remove-api';
import { retireProduct } from '@/core/products/retire';
import { undeprecateProduct } from '@/core/products/undeprecate';
import { unpublishProduct } from '@/core/products/unpublish';
import type { Database } from '@/db/client';
import { productApis, products } from '@/db/schema';
import { contextFor } from '../harness';
import { tinyPng } from '../pictures';
import { draftProduct } from '../products';
import type { World } from '../world';
import { expecting, nothing, type Role, row } from './roles';

const runners: Role[] = ['priya', 'alan'];
const onlyRunners = expecting('not_found', { ok: runners, forbidden: ['arun', 'audrey'] });

type Stage = { productId: string; version: number };

async function draft(db: Database, world: World): Promise<Stage> {
  const { productId } = await draftProduct(db, world);
  return { productId, version: 1 };
}

const inState = (state: 'published' | 'deprecated' | 'draft') => async (db: Database, world: World) => {
  const { productId, version } = await draft(db, world);
  await db.update(products).set({ state, summary: 'One.', publishedAt: new Date() }).where(eq(products.id, productId));
  return { productId, version };
};

async function oneApi(db: Database, world: World) {
  const stage = await draft(db, world);
  const [api] = await db
    .select({ id: productApis.id })
    .from(productApis)
    .where(eq(productApis.productId, stage.productId));
  return { ...stage, productApiId: api?.id ?? '' };
}

const details = { name: 'Tides', slug: 'tides', summary: '', description: '', tags: '', isFeatured: false };
const file = { name: 'logo.png', bytes: tinyPng };

/** Verbs about products, their APIs, documents and pictures. */
export const productRows = [
  row({
    verb: 'createProduct',
    stage: nothing,
    act: (ctx) => createProduct(ctx, { name: 'Tides', access: { kind: 'none' } }),
    expected: expecting('forbidden', { ok: runners }),
  }),
  row({
    verb: 'changeProductDetails',
    stage: draft,
    act: (ctx, stage) => changeProductDetails(ctx, { ...stage, ...details }),
    expected: onlyRunners,
  }),
  row({
    verb: 'changeProductLogo',
    stage: draft,
    act: (ctx, { productId }) => changeProductLogo(ctx, { productId, file }),
    expected: onlyRunners,
  }),
  row({
    verb: 'addProductApis',
    stage: draft,
    act: (ctx, stage) => addProductApis(ctx, { ...stage, apiIds: [], name: 'Another' }),
    expected: onlyRunners,
  }),
  row({
    verb: 'changeProductApis',
    stage: oneApi,
    act: (ctx, { productApiId: id, ...stage }) =>
      changeProductApis(ctx, { ...stage, apis: [{ id, name: 'Sky', slug: 'sky', listenPath: '' }] }),
    expected: onlyRunners,
  }),
  row({ verb: 'removeProductApi', stage: oneApi, act: removeProductApi, expected: onlyRunners }),
  row({
    verb: 'changeProductAccess',
    stage: draft,
    act: (ctx, stage) => changeProductAccess(ctx, { ...stage, access: { kind: 'none' } }),
    expected: onlyRunners,
  }),
  row({
    verb: 'changeProductFields',
    stage: draft,
    act: (ctx, stage) => changeProductFields(ctx, { ...stage, requestFields: [] }),
    expected: onlyRunners,
  }),
  row({
    verb: 'changeProductCatalogs',
    stage: draft,
    act: (ctx, stage) => changeProductCatalogs(ctx, { ...stage, catalogIds: [] }),
    expected: onlyRunners,
  }),
  row({ verb: 'publishProduct', stage: inState('draft'), act: publishProduct, expected: onlyRunners }),
  row({ verb: 'unpublishProduct', stage: inState('published'), act: unpublishProduct, expected: onlyRunners }),
  row({
    verb: 'deprecateProduct',
    stage: inState('published'),
    act: (ctx, stage) => deprecateProduct(ctx, { ...stage, sunsetOn: '', note: '' }),
    expected: onlyRunners,
  }),
  row({ verb: 'undeprecateProduct', stage: inState('deprecated'), act: undeprecateProduct, expected: onlyRunners }),
  row({ verb: 'retireProduct', stage: inState('published'), act: retireProduct, expected: onlyRunners }),
  row({ verb: 'deleteProduct', stage: inState('draft'), act: deleteProduct, expected: onlyRunners }),
  row({
    verb: 'uploadImage',
    stage: draft,
    act: (ctx, { productId }) => uploadImage(ctx, { productId, ...file }),
    expected: onlyRunners,
  }),
  row({
    verb: 'deleteImage',
    stage: async (db, world) => uploadImage(contextFor(db, world.alan), { productId: null, ...file }),
    act: (ctx, { imageId }) => deleteImage(ctx, { imageId }),
    expected: onlyRunners,
  }),
];
