import { addGateway } from '@/core/gateways/add-gateway';
import { systemActor } from '@/core/identity/actor';
import type { Stage } from '../provisioning-stage';
import { fresh, type RestCall, reads, runners } from './call';

const writes = { scope: 'gateways:write', may: runners } as const;

const facts = () => ({
  name: fresh('Frankfurt'),
  controlUrl: 'https://control.gateway.test',
  gatewayOrgId: '5e9d9544a1dcd60001d0ed21',
  secret: 'a-secret-that-nobody-reads',
});

/** One beside the world's, which nothing needs. */
async function added(stage: Stage): Promise<string> {
  const wish = { ...facts(), proxyUrl: '', reachesPrivate: false };
  return (await addGateway(stage.as(systemActor('test')), wish)).gatewayId;
}

export const gatewayCalls: Record<string, RestCall> = {
  listGateways: reads('gateways:read', () => '/gateways'),
  getGateway: reads('gateways:read', ({ world }) => `/gateways/${world.gateway.id}`),
  listGatewayApis: reads('gateways:read', ({ world }) => `/gateways/${world.gateway.id}/apis`),
  listGatewayPolicies: reads('gateways:read', ({ world }) => `/gateways/${world.gateway.id}/policies`),
  addGateway: {
    ...writes,
    stage: async () => ({ path: '/gateways', body: facts() }),
    status: 201,
    wrong: ['reachesPrivate', 'yes'],
  },
  changeGateway: {
    ...writes,
    stage: async (stage) => ({ path: `/gateways/${await added(stage)}`, body: { name: fresh('Paris') } }),
    status: 200,
    wrong: ['controlUrl', 'ftp://gateway.test'],
    again: 200,
  },
  removeGateway: {
    ...writes,
    stage: async (stage) => ({ path: `/gateways/${await added(stage)}` }),
    status: 204,
    again: 404,
  },
  changeGatewaySecret: {
    ...writes,
    stage: async (stage) => ({
      path: `/gateways/${await added(stage)}/secret`,
      body: { secret: 'another-that-nobody-reads' },
    }),
    status: 200,
    wrong: ['secret', 'short'],
    again: 200,
  },
  synchronizeGateway: {
    ...writes,
    stage: async (stage) => ({ path: `/gateways/${await added(stage)}/synchronize` }),
    status: 202,
  },
  testGateway: {
    ...writes,
    stage: async ({ world }) => ({ path: `/gateways/${world.gateway.id}/test` }),
    status: 200,
    again: 200,
  },
};
