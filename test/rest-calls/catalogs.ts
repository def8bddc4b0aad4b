import { type RestCall, reads } from './call';

export const catalogCalls: Record<string, RestCall> = {
  listCatalogs: reads('catalogs:read', () => '/catalogs'),
  getCatalog: reads('catalogs:read', ({ world }) => `/catalogs/${world.publicCatalog.id}`),
};
