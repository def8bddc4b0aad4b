import { and, eq, ne } from 'drizzle-orm';
import { webhookDeliveries } from '@/db/schema';
import type { Context } from '../context';
import { conflict } from '../errors';
import { mutate } from '../mutate';
import { TEST_EVENT } from './events';
import { lockEndpoint } from './lock-endpoint';
import { AGAIN, refuseOff } from './send-again';
import { orderDeliveries } from './tell-endpoints';

/**
 * Sends every message again that was given up, tests excepted, and answers how many. Throws `conflict` where there is
 * none, or the webhook is switched off.
 */
export async function redeliverFailed(ctx: Context, input: { webhookId: string }): Promise<{ count: number }> {
  return mutate(ctx, async (unit) => {
    const endpoint = await lockEndpoint(ctx, unit, input.webhookId);
    refuseOff(endpoint);
    const { endpointId, state, event } = webhookDeliveries;
    const again = await unit.tx
      .update(webhookDeliveries)
      .set(AGAIN)
      .where(and(eq(endpointId, endpoint.id), eq(state, 'failed'), ne(event, TEST_EVENT)))
      .returning({ id: webhookDeliveries.id, endpointId });
    if (again.length === 0) throw conflict('No message of this webhook has failed.');
    await orderDeliveries(unit.tx, again);
    const detail = { name: endpoint.name, count: again.length };
    await unit.audit('webhook.sent_again', { kind: 'webhook', id: endpoint.id }, detail);
    return { count: again.length };
  });
}
