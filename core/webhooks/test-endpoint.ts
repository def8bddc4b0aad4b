import { isId, newId } from '@/db/ids';
import { webhookDeliveries } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { throttle } from '../identity/throttle';
import { mutate } from '../mutate';
import { authorize, can } from '../policy';
import { TEST_EVENT } from './events';
import { lockEndpoint } from './lock-endpoint';
import { testMessage } from './message';

const TESTS_AN_HOUR = 30;

/**
 * Orders a test message, signed like every other; it stands among the deliveries. It is tried once, also where the
 * webhook is paused or off. Throws `too_many`.
 */
export async function testWebhook(ctx: Context, input: { webhookId: string }): Promise<{ deliveryId: string }> {
  if (!can(ctx.actor, 'webhook.read') || !isId(input.webhookId)) throw notFound();
  authorize(ctx.actor, 'webhook.manage');
  await throttle(ctx, { bucket: `webhook-test:${input.webhookId}`, attempts: TESTS_AN_HOUR, seconds: 3600 });
  return mutate(ctx, async (unit) => {
    const { id, name } = await lockEndpoint(ctx, unit, input.webhookId);
    const deliveryId = newId();
    const body = testMessage(ctx.now(), { id, name }, ctx.portalUrl);
    await unit.tx.insert(webhookDeliveries).values({ id: deliveryId, endpointId: id, event: TEST_EVENT, body });
    await unit.enqueue({ kind: 'webhook.deliver', deliveryId, endpointId: id });
    await unit.audit('webhook.tested', { kind: 'webhook', id }, { name, deliveryId });
    return { deliveryId };
  });
}
