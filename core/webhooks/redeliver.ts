import { and, eq } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { webhookDeliveries } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { mutate } from '../mutate';
import { TEST_EVENT } from './events';
import { lockEndpoint } from './lock-endpoint';
import { AGAIN, refuseOff } from './send-again';

/**
 * Sends a message again, whatever became of it, from the beginning of its attempts and under the same id; one that waits
 * is tried now. Where the webhook is paused it waits for being resumed. Throws `conflict` where it is switched off.
 */
export async function redeliver(ctx: Context, input: { webhookId: string; deliveryId: string }): Promise<void> {
  await mutate(ctx, async (unit) => {
    const endpoint = await lockEndpoint(ctx, unit, input.webhookId);
    if (!isId(input.deliveryId)) throw notFound();
    const isIt = and(eq(webhookDeliveries.id, input.deliveryId), eq(webhookDeliveries.endpointId, endpoint.id));
    const [was] = await unit.tx.select().from(webhookDeliveries).where(isIt).for('update');
    if (!was) throw notFound();
    if (was.event !== TEST_EVENT) refuseOff(endpoint);
    await unit.tx.update(webhookDeliveries).set(AGAIN).where(isIt);
    await unit.enqueue({ kind: 'webhook.deliver', deliveryId: was.id, endpointId: endpoint.id });
    const detail = { name: endpoint.name, deliveryId: was.id, event: was.event, was: was.state };
    await unit.audit('webhook.sent_again', { kind: 'webhook', id: endpoint.id }, detail);
  });
}
