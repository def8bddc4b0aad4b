import { type RestCall, reads } from './call';

export const appCalls: Record<string, RestCall> = {
  listApps: reads('apps:read', () => '/apps'),
  getApp: reads('apps:read', ({ world }) => `/apps/${world.ledger.id}`),
};
