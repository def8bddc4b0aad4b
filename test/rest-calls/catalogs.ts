import { createCatalog } from '@/core/catalogs/create-catalog';
import type { Stage } from '../provisioning-stage';
import { fresh, type RestCall, reads, runners } from './call';

const writes = { scope: 'catalogs:write', may: runners } as const;

async function made(stage: Stage): Promise<string> {
  const facts = { name: fresh('Partners'), slug: '', description: '', visibility: 'private' } as const;
  return (await createCatalog(stage.as(stage.world.alan), facts)).catalogId;
}

/** Operations on catalogs. */
export const catalogCalls: Record<string, RestCall> = {
  listCatalogs: reads('catalogs:read', () => '/catalogs'),
  getCatalog: reads('catalogs:read', ({ world }) => `/catalogs/${world.publicCatalog.id}`),
  createCatalog: {
    ...writes,
    stage: async ({ world }) => ({
      path: '/catalogs',
      body: {
        name: fresh('Partners'),
        visibility: 'private',
        productIds: [world.payments.id],
        planIds: [world.standard.id],
        audience: { organizationIds: [world.acme.id] },
      },
    }),
    status: 201,
    wrong: ['visibility', 'secret'],
  },
  changeCatalog: {
    ...writes,
    stage: async (stage) => ({
      path: `/catalogs/${await made(stage)}`,
      body: { description: 'For all.', visibility: 'internal', productIds: [stage.world.payments.id] },
    }),
    status: 200,
    wrong: ['planIds', 'gold'],
    again: 200,
  },
  deleteCatalog: {
    ...writes,
    stage: async (stage) => ({ path: `/catalogs/${await made(stage)}` }),
    status: 204,
    again: 404,
  },
};
