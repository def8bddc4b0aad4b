import { and, asc, eq, sql } from 'drizzle-orm';
import { webhookDeliveries, webhookEndpoints } from '@/db/schema';
import type { Context } from '../context';
import { mutate } from '../mutate';
import { lockEndpoint } from './lock-endpoint';
import { AsItWas } from './set-paused';
import { orderDeliveries } from './tell-endpoints';

/**
 * Resumes a paused webhook and orders what was kept for it, from the beginning of its attempts; answers how many
 * messages that are. One that is not paused goes on as it was.
 */
export async function resumeWebhook(ctx: Context, input: { webhookId: string }): Promise<{ sent: number }> {
  try {
    return await mutate(ctx, async (unit) => {
      const { id, name, pausedAt } = await lockEndpoint(ctx, unit, input.webhookId);
      if (!pausedAt) throw new AsItWas();
      await unit.tx
        .update(webhookEndpoints)
        .set({ pausedAt: null, failingSince: null, updatedAt: sql`now()` })
        .where(eq(webhookEndpoints.id, id));
      const waits = and(eq(webhookDeliveries.endpointId, id), eq(webhookDeliveries.state, 'pending'));
      await unit.tx.update(webhookDeliveries).set({ attempts: 0, nextAttemptAt: null }).where(waits);
      const waiting = await unit.tx
        .select({ id: webhookDeliveries.id, endpointId: webhookDeliveries.endpointId })
        .from(webhookDeliveries)
        .where(waits)
        .orderBy(asc(webhookDeliveries.createdAt), asc(webhookDeliveries.id));
      await orderDeliveries(unit.tx, waiting);
      await unit.audit('webhook.resumed', { kind: 'webhook', id }, { name, waiting: waiting.length });
      return { sent: waiting.length };
    });
  } catch (error) {
    if (error instanceof AsItWas) return { sent: 0 };
    throw error;
  }
}
