import { eq } from 'drizzle-orm';
import { uploadDocument } from '@/core/api-docs/upload-document';
import { createProduct } from '@/core/products/create';
import { apiDocuments, gateways, productApis } from '@/db/schema';
import type { Stage } from '../provisioning-stage';
import { fresh, type RestCall, reads, runners } from './call';

const writes = { scope: 'products:write', may: runners } as const;
const SKY = { openapi: '3.1.0', info: { title: 'Sky', version: '1' }, paths: {} };

/** An API of a draft of its own; with a gateway it may reach documents inside the provider's network. */
async function api({ as, db, world }: Stage, { gatewayId }: { gatewayId?: string } = {}) {
  const access = gatewayId ? ({ kind: 'own', gatewayId } as const) : ({ kind: 'none' } as const);
  const { productId } = await createProduct(as(world.alan), { name: fresh('Tides'), access });
  const [row] = await db
    .insert(productApis)
    .values({ productId, slug: 'sky', name: 'Sky' })
    .returning({ id: productApis.id });
  return { productId, apiId: row?.id ?? '' };
}

/** A document that is not live any more. */
async function document(stage: Stage): Promise<string> {
  const { productId, apiId } = await api(stage);
  const { documentId } = await uploadDocument(stage.as(stage.world.alan), {
    productApiId: apiId,
    source: JSON.stringify(SKY),
  });
  await stage.db.update(apiDocuments).set({ state: 'superseded' }).where(eq(apiDocuments.id, documentId));
  return `/products/${productId}/documents/${documentId}`;
}

/** Operations on the documents of a product’s APIs. */
export const documentCalls: Record<string, RestCall> = {
  listDocuments: reads('products:read', ({ world }) => `/products/${world.payments.id}/documents`),
  getDocument: {
    ...reads('products:read', () => ''),
    stage: async (stage) => ({ path: await document(stage) }),
  },
  uploadDocument: {
    ...writes,
    stage: async (stage) => {
      const { productId, apiId } = await api(stage);
      return { path: `/products/${productId}/apis/${apiId}/document`, body: SKY };
    },
    status: 202,
  },
  fetchDocument: {
    ...writes,
    stage: async (stage) => {
      const { id: gatewayId } = stage.world.gateway;
      await stage.db.update(gateways).set({ reachesPrivate: true }).where(eq(gateways.id, gatewayId));
      const { productId, apiId } = await api(stage, { gatewayId });
      return { path: `/products/${productId}/documents`, body: { apiId, url: `${stage.gateway.url}/hello` } };
    },
    status: 202,
    wrong: ['url', 'ftp://example.test/sky.yaml'],
  },
  restoreDocument: {
    ...writes,
    stage: async (stage) => ({ path: `${await document(stage)}/restore` }),
    status: 202,
  },
  deleteDocument: {
    ...writes,
    stage: async (stage) => ({ path: await document(stage) }),
    status: 204,
    again: 404,
  },
};
