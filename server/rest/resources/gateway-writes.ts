import { z } from '@hono/zod-openapi';
import { addGateway } from '@/core/gateways/add-gateway';
import { changeGateway } from '@/core/gateways/change-gateway';
import { changeGatewaySecret } from '@/core/gateways/change-gateway-secret';
import { checkGateway } from '@/core/gateways/check';
import { connectionReport } from '@/core/gateways/connection-report';
import { orderSynchronization } from '@/core/gateways/order-synchronization';
import { GATEWAY_MAX } from '@/core/gateways/parse-gateway';
import { removeGateway } from '@/core/gateways/remove-gateway';
import { text } from '../fields';
import { merge } from '../merge';
import { nothing, type Operation, operation } from '../operation';
import { currentGateway, gateway, gatewayNow } from './gateway';

const secret = text(GATEWAY_MAX.secret).openapi({
  description: 'Of its control API. It is sealed, and never answered.',
});
const wish = {
  name: text(GATEWAY_MAX.name),
  controlUrl: text(GATEWAY_MAX.url).openapi({ description: 'The address in front of `/tyk/keys`.' }),
  proxyUrl: text(GATEWAY_MAX.url).openapi({ description: 'Where consumers call. Empty: at the control URL.' }),
  gatewayOrgId: text(GATEWAY_MAX.orgId).openapi({ description: 'The `org_id` of its APIs.' }),
  reachesPrivate: z.boolean().openapi({ description: 'Whether its addresses may be of your own network.' }),
};

const about = { tag: 'Gateways', scope: 'gateways:write', answer: gateway } as const;

const report = z
  .object({
    isConnected: z.boolean(),
    summary: z.string(),
    findings: z.array(z.object({ about: z.string(), sentence: z.string(), isGood: z.boolean() })),
  })
  .openapi('ConnectionReport');

/** Adding, changing, testing and removing gateways. */
export const gatewayWrites: readonly Operation[] = [
  operation({
    ...about,
    method: 'post',
    path: '/gateways',
    operationId: 'addGateway',
    summary: 'Add a gateway',
    about: 'It is synchronized at once, which also finds out what it is: follow `synchronization` and `problem`.',
    body: z
      .strictObject({
        ...wish,
        proxyUrl: wish.proxyUrl.default(''),
        reachesPrivate: wish.reachesPrivate.default(false),
        secret,
      })
      .openapi({
        example: {
          name: 'Frankfurt',
          controlUrl: 'https://gateway-control.example',
          proxyUrl: 'https://api.example',
          gatewayOrgId: '5e9d9544a1dcd60001d0ed20',
          secret: 'the value of secret in tyk.conf',
        },
      }),
    status: 201,
    run: async (ctx, { body }) => gatewayNow(ctx, (await addGateway(ctx, body)).gatewayId),
    locationOf: ({ id }) => `/gateways/${id}`,
  }),
  operation({
    ...about,
    method: 'patch',
    path: '/gateways/{id}',
    operationId: 'changeGateway',
    summary: 'Change a gateway',
    about:
      'What is left out stays. A control URL of another machine wants the `secret` again. Of the environment’s gateway ' +
      'only `name` and `reachesPrivate` change.',
    body: z
      .strictObject({ ...z.object(wish).partial().shape, secret: secret.optional() })
      .openapi({ example: { name: 'Frankfurt 2', proxyUrl: 'https://api.example' } }),
    current: currentGateway,
    run: async (ctx, { params, body: { secret: entered = '', ...facts }, current }) => {
      const gatewayId = params.id ?? '';
      const { name, controlUrl, proxyUrl, gatewayOrgId, reachesPrivate, revision } = merge(
        gateway.parse(current),
        facts,
      ).after;
      await changeGateway(ctx, {
        ...{ gatewayId, name, controlUrl, proxyUrl, gatewayOrgId, reachesPrivate, revision },
        secret: entered,
      });
      return gatewayNow(ctx, gatewayId);
    },
  }),
  operation({
    ...about,
    method: 'delete',
    path: '/gateways/{id}',
    operationId: 'removeGateway',
    summary: 'Remove a gateway',
    about: 'The gateway itself keeps everything. 409 while a product, a plan, a key or their history needs it.',
    status: 204,
    answer: nothing,
    current: currentGateway,
    isOneAtATime: true,
    run: async (ctx, { params }) => {
      await removeGateway(ctx, { gatewayId: params.id ?? '' });
      return null;
    },
  }),
  operation({
    ...about,
    method: 'put',
    path: '/gateways/{id}/secret',
    operationId: 'changeGatewaySecret',
    summary: 'Change the secret of a gateway',
    about: 'The portal looks at once whether the gateway takes it: follow `synchronization` and `problem`.',
    body: z.strictObject({ secret }),
    current: currentGateway,
    isOneAtATime: true,
    run: async (ctx, { params, body }) => {
      await changeGatewaySecret(ctx, { gatewayId: params.id ?? '', ...body });
      return gatewayNow(ctx, params.id ?? '');
    },
  }),
  operation({
    ...about,
    method: 'post',
    path: '/gateways/{id}/synchronize',
    operationId: 'synchronizeGateway',
    summary: 'Synchronize a gateway',
    about: 'Orders a look at its APIs and policies. One at a time: ordered again it stays with the one under way.',
    body: z.strictObject({}),
    status: 202,
    current: currentGateway,
    run: async (ctx, { params }) => {
      await orderSynchronization(ctx, { gatewayId: params.id ?? '' });
      return gatewayNow(ctx, params.id ?? '');
    },
  }),
  operation({
    ...about,
    method: 'post',
    path: '/gateways/{id}/test',
    operationId: 'testGateway',
    summary: 'Test the connection to a gateway',
    about: 'Asks it now, and says in words what is wrong. Nothing is changed there.',
    body: z.strictObject({}),
    answer: report,
    waitsForNetwork: true,
    limit: { name: 'gateway-tests', attempts: 60, seconds: 60 },
    run: async (ctx, { params }, { gateways }) =>
      connectionReport(await checkGateway(ctx, gateways, { gatewayId: params.id ?? '' })),
  }),
];
