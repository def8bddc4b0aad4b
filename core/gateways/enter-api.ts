import { gatewayApis } from '@/db/schema';
import type { Context } from '../context';
import { invalid } from '../errors';
import { mutate, violatedConstraint } from '../mutate';
import { authorize } from '../policy';
import { parseListenPath, parseObjectId, parseObjectName } from './parse-object';
import { lockGateway, readGateway } from './read-gateway';

/** An API as an admin types it in, for a gateway that cannot list it. */
export type EnteredApi = { gatewayId: string; apiId: string; name: string; listenPath: string };

/**
 * Enters an API by its id, for a gateway that cannot list what it has. A synchronization that is told of it takes it over
 * and never calls it gone before. Throws `not_found`, `forbidden`, and `invalid`, also for an id that is known already.
 */
export async function enterApi(ctx: Context, input: EnteredApi): Promise<void> {
  await readGateway(ctx, input.gatewayId);
  authorize(ctx.actor, 'gateway.change');
  const apiId = parseObjectId('apiId', input.apiId);
  const facts = { apiId, name: parseObjectName(input.name, apiId), listenPath: parseListenPath(input.listenPath) };
  try {
    await mutate(ctx, async (unit) => {
      const gateway = await lockGateway(unit.tx, ctx.actor, input.gatewayId);
      await unit.tx.insert(gatewayApis).values({ gatewayId: gateway.id, ...facts, isEntered: true });
      await unit.audit('gateway.object_entered', { kind: 'gateway', id: gateway.id }, { object: 'api', ...facts });
    });
  } catch (error) {
    if (violatedConstraint(error) !== 'gateway_apis_api') throw error;
    throw invalid('apiId', 'The portal knows an API with this id already.');
  }
}
