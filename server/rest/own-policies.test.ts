import { expect, test } from 'vitest';
import { gatewayApis } from '@/db/schema';
import { provisioningStage } from '@/test/provisioning-stage';
import { openRestDoor, seedToken } from '@/test/rest';
import { until } from '@/test/until';

const inStage = provisioningStage();

const written = (calls: readonly { method: string; path: string }[]) =>
  calls.filter(({ method, path }) => method !== 'GET' && path.includes('/tyk/policies')).length;

// Leave `afterwards` away, and a program that asks for a key on its plan a moment later is told that there is none.
test('a plan’s own policy is written for a program at once, and follows its limits', () =>
  inStage(async ({ db, world, gateway, gateways }) => {
    const door = await openRestDoor(db, { gateways });
    const { token } = await seedToken(db, world.alan);
    const policy = { gatewayId: world.gateway.id };
    const wish = { name: 'Gold', rateRequests: 5, ratePerSeconds: 1, policy };
    gateway.clearCalls();
    const made = await door.call('POST /plans', { token, body: wish });
    expect(made).toMatchObject({ status: 201, json: { policy: { ...policy, ownsPolicy: true } } });
    const place = `/plans/${made.json.id}`;
    // No worker runs here. On a machine that is busy the answer comes before the gateway's, which is waited for no longer.
    const problem = async () => (await door.call(`GET ${place}`, { token })).json.problem;
    await until(problem, (found) => found === null);
    expect(await door.call(`PATCH ${place}`, { token, body: { rateRequests: 50 } })).toMatchObject({ status: 200 });
    await until(
      async () => written(gateway.calls()),
      (times) => times === 2,
    );
    expect(door.faults).toEqual([]);
    await door.close();
  }));

test('a product on a policy of the portal’s own is made, and published a moment later, without a worker', () =>
  inStage(async ({ db, world, gateways }) => {
    const door = await openRestDoor(db, { gateways });
    const { token } = await seedToken(db, world.alan);
    const { id: gatewayId } = world.gateway;
    const api = { apiId: 'payments', name: 'Payments', listenPath: '/payments/' };
    await db.insert(gatewayApis).values({ gatewayId, ...api });
    const body = {
      ...{ name: 'Tides', summary: 'When the sea comes.', access: { gatewayId }, gatewayApiIds: [api.apiId] },
      catalogIds: [world.publicCatalog.id],
    };
    const made = await door.call('POST /products', { token, body });
    expect(made, made.text).toMatchObject({ status: 201, json: { apis: [{ gatewayApiId: api.apiId }] } });
    const publish = async () => (await door.call(`POST /products/${made.json.id}/publish`, { token })).status;
    await until(publish, (status) => status === 200);
    expect(door.faults).toEqual([]);
    await door.close();
  }));
