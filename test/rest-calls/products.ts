import { eq } from 'drizzle-orm';
import { createProduct } from '@/core/products/create';
import { deprecateProduct } from '@/core/products/deprecate';
import { publishProduct } from '@/core/products/publish';
import { productApis, products } from '@/db/schema';
import { draftProduct } from '../products';
import type { Stage } from '../provisioning-stage';
import { fresh, type RestCall, reads, runners } from './call';

/** A product that can be published: documentation only, in a catalog of its own. */
async function ready({ db, world }: Stage): Promise<string> {
  const { productId } = await draftProduct(db, world, fresh('Tides'));
  await db.update(products).set({ summary: 'When the sea comes.' }).where(eq(products.id, productId));
  return productId;
}

async function published(stage: Stage): Promise<string> {
  const productId = await ready(stage);
  await publishProduct(stage.as(stage.world.alan), { productId });
  return productId;
}

async function deprecated(stage: Stage): Promise<string> {
  const productId = await published(stage);
  await deprecateProduct(stage.as(stage.world.alan), { productId, sunsetOn: '', note: '' });
  return productId;
}

const writes = { scope: 'products:write', may: runners } as const;

const act = (name: string, made: (stage: Stage) => Promise<string>): RestCall => ({
  ...writes,
  stage: async (stage) => ({ path: `/products/${await made(stage)}/${name}` }),
  status: 200,
  again: 409,
});

/** Operations on products. */
export const productCalls: Record<string, RestCall> = {
  listProducts: reads('products:read', () => '/products'),
  getProduct: reads('products:read', ({ world }) => `/products/${world.payments.id}`),
  createProduct: {
    ...writes,
    stage: async ({ world }) => ({
      path: '/products',
      body: {
        name: fresh('Tides'),
        summary: 'When the sea comes.',
        tags: ['sea'],
        requestFields: [{ label: 'Which harbour?', kind: 'text', required: true }],
        catalogIds: [world.publicCatalog.id],
      },
    }),
    status: 201,
    wrong: ['tags', 'sea'],
  },
  changeProduct: {
    ...writes,
    stage: async (stage) => ({ path: `/products/${await ready(stage)}`, body: { summary: 'When the sea goes.' } }),
    status: 200,
    wrong: ['catalogIds', 'partners'],
    again: 200,
  },
  deleteProduct: {
    ...writes,
    stage: async (stage) => ({ path: `/products/${await ready(stage)}` }),
    status: 204,
    again: 404,
  },
  addProductApis: {
    ...writes,
    stage: async (stage) => ({ path: `/products/${await ready(stage)}/apis`, body: { name: 'Moon' } }),
    status: 200,
    wrong: ['gatewayApiIds', 'moon'],
  },
  removeProductApi: {
    ...writes,
    stage: async (stage) => {
      const { productId } = await createProduct(stage.as(stage.world.alan), {
        name: fresh('Tides'),
        access: { kind: 'none' },
      });
      const [api] = await stage.db
        .insert(productApis)
        .values({ productId, slug: 'sky', name: 'Sky' })
        .returning({ id: productApis.id });
      return { path: `/products/${productId}/apis/${api?.id}` };
    },
    status: 204,
    again: 404,
  },
  publishProduct: act('publish', ready),
  unpublishProduct: act('unpublish', published),
  deprecateProduct: {
    ...writes,
    stage: async (stage) => ({
      path: `/products/${await published(stage)}/deprecate`,
      body: { sunsetOn: '2099-12-31', note: 'Ask *Weather* instead.' },
    }),
    status: 200,
    wrong: ['note', 7],
    again: 200,
  },
  undeprecateProduct: act('undeprecate', deprecated),
  retireProduct: act('retire', published),
};
