import { type RestCall, reads } from './call';

export const gatewayCalls: Record<string, RestCall> = {
  listGateways: reads('gateways:read', () => '/gateways'),
  getGateway: reads('gateways:read', ({ world }) => `/gateways/${world.gateway.id}`),
};
