import { eq } from 'drizzle-orm';
import { addGateway } from '@/core/gateways/add-gateway';
import { changeGateway } from '@/core/gateways/change-gateway';
import { changeGatewaySecret } from '@/core/gateways/change-gateway-secret';
import { checkGateway } from '@/core/gateways/check';
import { enterApi } from '@/core/gateways/enter-api';
import { enterPolicy } from '@/core/gateways/enter-policy';
import { forgetObject } from '@/core/gateways/forget-object';
import { orderReconciliation } from '@/core/gateways/order-reconciliation';
import { orderSynchronization } from '@/core/gateways/order-synchronization';
import { removeGateway } from '@/core/gateways/remove-gateway';
import type { Database } from '@/db/client';
import { isId, newId } from '@/db/ids';
import { gatewayApis, gateways } from '@/db/schema';
import { testGateways } from '../provisioning';
import type { World } from '../world';
import { expecting, nothing, type Role, type Row, row } from './roles';

const runners: Role[] = ['priya', 'alan'];
const runs = expecting('not_found', { ok: runners, forbidden: ['arun', 'audrey'] });

const wish = {
  name: 'Second',
  controlUrl: 'http://127.0.0.1:2',
  proxyUrl: '',
  secret: 'a-secret-of-its-own',
  gatewayOrgId: 'another-organization',
  reachesPrivate: false,
};

/** A gateway that nobody needs, with an API that was entered by hand. */
async function second(db: Database, world: World) {
  const gatewayId = newId();
  const { secret: _, ...fields } = wish;
  const secretSealed = world.gateway.secretSealed;
  await db
    .insert(gateways)
    .values({ id: gatewayId, ...fields, proxyUrl: fields.controlUrl, sentinelId: 's', secretSealed });
  const id = newId();
  const facts = { gatewayId, apiId: 'old', name: 'Old', listenPath: '/old/' };
  await db.insert(gatewayApis).values({ id, ...facts, isEntered: true });
  return { gatewayId, id };
}

async function revisionOf(db: Database, gatewayId: string): Promise<number> {
  if (!isId(gatewayId)) return 0;
  const [found] = await db.select({ revision: gateways.revision }).from(gateways).where(eq(gateways.id, gatewayId));
  return found?.revision ?? 0;
}

/** Verbs about gateways and what they have. */
export const gatewayRows: Row[] = [
  row({
    verb: 'addGateway',
    stage: nothing,
    act: (ctx) => addGateway(ctx, wish),
    expected: expecting('forbidden', { ok: runners }),
  }),
  row({
    verb: 'changeGateway',
    stage: second,
    act: async (ctx, { gatewayId }) =>
      changeGateway(ctx, { ...wish, name: 'Renamed', gatewayId, revision: await revisionOf(ctx.db, gatewayId) }),
    expected: runs,
  }),
  row({
    verb: 'changeGatewaySecret',
    stage: second,
    act: (ctx, { gatewayId }) => changeGatewaySecret(ctx, { gatewayId, secret: 'another-good-secret' }),
    expected: runs,
  }),
  row({ verb: 'removeGateway', stage: second, act: removeGateway, expected: runs }),
  row({ verb: 'orderSynchronization', stage: second, act: orderSynchronization, expected: runs }),
  row({
    verb: 'orderReconciliation',
    stage: second,
    act: (ctx, { gatewayId }) => orderReconciliation(ctx, { gatewayId, fix: true }),
    expected: runs,
  }),
  row({
    verb: 'checkGateway',
    stage: async (_db, world) => ({ gatewayId: world.gateway.id }),
    act: (ctx, stage) => checkGateway(ctx, testGateways(ctx), stage),
    expected: runs,
  }),
  row({
    verb: 'enterApi',
    stage: second,
    act: (ctx, { gatewayId }) => enterApi(ctx, { gatewayId, apiId: 'new', name: '', listenPath: '/new/' }),
    expected: runs,
  }),
  row({
    verb: 'enterPolicy',
    stage: second,
    act: (ctx, { gatewayId }) =>
      enterPolicy(ctx, { gatewayId, policyId: 'new', name: '', does: { kind: 'access', apiIds: 'old' } }),
    expected: runs,
  }),
  row({
    verb: 'forgetObject',
    stage: second,
    act: (ctx, stage) => forgetObject(ctx, { ...stage, object: 'api' }),
    expected: runs,
  }),
  { verb: 'reconcileGateway', system: 'the job gateway.reconcile' },
];
