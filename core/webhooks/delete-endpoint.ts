import { eq } from 'drizzle-orm';
import { webhookEndpoints } from '@/db/schema';
import type { Context } from '../context';
import { mutate } from '../mutate';
import { lockEndpoint } from './lock-endpoint';
import { addressForLog } from './parse-endpoint';

/** Deletes a webhook with everything that was sent to it or waits for it. */
export async function deleteWebhook(ctx: Context, input: { webhookId: string }): Promise<void> {
  await mutate(ctx, async (unit) => {
    const { id, name, url } = await lockEndpoint(ctx, unit, input.webhookId);
    await unit.tx.delete(webhookEndpoints).where(eq(webhookEndpoints.id, id));
    await unit.audit('webhook.deleted', { kind: 'webhook', id }, { name, url: addressForLog(url) });
  });
}
