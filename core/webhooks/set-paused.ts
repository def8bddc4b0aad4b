import { and, eq, isNull, sql } from 'drizzle-orm';
import { webhookDeliveries, webhookEndpoints } from '@/db/schema';
import type { Unit } from '../mutate';

/** It is so already, or gone: nothing is written, and nobody is told a second time. */
export class AsItWas extends Error {
  override name = 'AsItWas';
}

/**
 * Pauses an endpoint; `why` stands in the audit log. Nothing is due while it is paused, and resuming starts from the
 * beginning. Throws `AsItWas`.
 */
export async function setPaused(unit: Unit, id: string, why: string): Promise<{ id: string; name: string }> {
  const [paused] = await unit.tx
    .update(webhookEndpoints)
    .set({ pausedAt: sql`now()`, updatedAt: sql`now()` })
    .where(and(eq(webhookEndpoints.id, id), eq(webhookEndpoints.isActive, true), isNull(webhookEndpoints.pausedAt)))
    .returning({ id: webhookEndpoints.id, name: webhookEndpoints.name });
  if (!paused) throw new AsItWas();
  await unit.tx
    .update(webhookDeliveries)
    .set({ nextAttemptAt: null, updatedAt: sql`now()` })
    .where(and(eq(webhookDeliveries.endpointId, id), eq(webhookDeliveries.state, 'pending')));
  await unit.audit('webhook.paused', { kind: 'webhook', id }, { name: paused.name, why });
  return paused;
}
