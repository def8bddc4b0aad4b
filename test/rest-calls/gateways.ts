import { addGateway } from '@/core/gateways/add-gateway';
import { systemActor } from '@/core/identity/actor';
import { gatewayApis } from '@/db/schema';
import { seedPolicy } from '../plans';
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

/** Operations on gateways and what they have. */
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
  enterGatewayApi: {
    ...writes,
    stage: async ({ world }) => ({
      path: `/gateways/${world.gateway.id}/apis`,
      body: { apiId: fresh('api').replace(' ', '-'), listenPath: '/orders/' },
    }),
    status: 200,
    wrong: ['listenPath', 'orders'],
  },
  forgetGatewayApi: {
    ...writes,
    stage: async ({ db, world }) => {
      const { id: gatewayId } = world.gateway;
      const facts = { apiId: fresh('api'), name: 'Orders', listenPath: '/orders/', isEntered: true };
      const [row] = await db
        .insert(gatewayApis)
        .values({ gatewayId, ...facts })
        .returning({ id: gatewayApis.id });
      return { path: `/gateways/${gatewayId}/apis/${row?.id}` };
    },
    status: 204,
    again: 404,
  },
  enterGatewayPolicy: {
    ...writes,
    stage: async ({ world }) => ({
      path: `/gateways/${world.gateway.id}/policies`,
      body: { policyId: fresh('gold').replace(' ', '-'), rate: { requests: 20, seconds: 1 } },
    }),
    status: 200,
    wrong: ['policyId', 'two words'],
  },
  forgetGatewayPolicy: {
    ...writes,
    stage: async ({ db, world }) => {
      const { id: gatewayId } = world.gateway;
      const { id } = await seedPolicy(db, gatewayId, { policyId: fresh('gold'), isEntered: true });
      return { path: `/gateways/${gatewayId}/policies/${id}` };
    },
    status: 204,
    again: 404,
  },
  reconcileGateway: {
    ...writes,
    stage: async (stage) => ({ path: `/gateways/${await added(stage)}/reconcile`, body: { fix: false } }),
    status: 202,
    wrong: ['fix', 'yes'],
  },
  testGateway: {
    ...writes,
    stage: async ({ world }) => ({ path: `/gateways/${world.gateway.id}/test` }),
    status: 200,
    again: 200,
  },
};
