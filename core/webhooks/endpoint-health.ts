import { and, eq, isNotNull, isNull, lte, ne, or, sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { webhookDeliveries, webhookEndpoints } from '@/db/schema';
import { orderDeliveries } from './tell-endpoints';

/** Nothing was taken for so long, in at least so many attempts: then somebody has to look. */
const FAILING_DAYS_MAX = 3;
const ATTEMPTS_BEFORE_PAUSE = 4;
/** How long a receiver is left alone, in seconds: a quarter of the time since when it takes nothing, within these. */
const REST_MIN = 30;
const REST_MAX = 900;

/** It takes messages again: what only rested is sent now. What failed by itself keeps its own time. */
export async function noteHealthy(tx: Transaction, endpointId: string): Promise<void> {
  const [recovered] = await tx
    .update(webhookEndpoints)
    .set({ failingSince: null })
    .where(and(eq(webhookEndpoints.id, endpointId), isNotNull(webhookEndpoints.failingSince)))
    .returning({ id: webhookEndpoints.id });
  if (!recovered) return;
  const waiting = await tx
    .update(webhookDeliveries)
    .set({ nextAttemptAt: null })
    .where(
      and(
        eq(webhookDeliveries.endpointId, endpointId),
        eq(webhookDeliveries.state, 'pending'),
        eq(webhookDeliveries.attempts, 0),
      ),
    )
    .returning({ id: webhookDeliveries.id, endpointId: webhookDeliveries.endpointId });
  await orderDeliveries(tx, waiting);
}

/** Notes that it took nothing, and answers whether that has gone on for too long. */
export async function noteFailing(tx: Transaction, endpointId: string): Promise<boolean> {
  await tx
    .update(webhookEndpoints)
    .set({ failingSince: sql`now()` })
    .where(and(eq(webhookEndpoints.id, endpointId), isNull(webhookEndpoints.failingSince)));
  // One failure after a quiet month is no failing for a month: it counts how often it was tried.
  const { rows } = await tx.execute<{ tried: number }>(sql`
    select count(*)::int as tried from (select from webhook_attempts tried
      join webhook_deliveries told on told.id = tried.delivery_id
      join webhook_endpoints endpoint on endpoint.id = told.endpoint_id
      where endpoint.id = ${endpointId} and tried.error is not null
        and endpoint.failing_since < now() - make_interval(days => ${FAILING_DAYS_MAX})
        and tried.at > endpoint.failing_since
      limit ${ATTEMPTS_BEFORE_PAUSE}) as counted`);
  return (rows[0]?.tried ?? 0) >= ATTEMPTS_BEFORE_PAUSE;
}

/**
 * Nobody answered in time, or it asks for less: its other messages would find the same, each after as long a wait, and keep a
 * worker from everybody else's. They rest, the longer the longer it lasts; their own attempts are not used up.
 * `atLeast`: seconds that it asked for.
 */
export async function letRest(
  tx: Transaction,
  { endpointId, deliveryId }: { endpointId: string; deliveryId: string },
  atLeast: number,
): Promise<void> {
  const seconds = sql`(select greatest(${atLeast}, least(${REST_MAX}, greatest(${REST_MIN}, extract(epoch from now() - failing_since) / 4)))
    from webhook_endpoints where id = ${endpointId})`;
  await tx
    .update(webhookDeliveries)
    .set({ nextAttemptAt: sql`now() + make_interval(secs => ${seconds})` })
    .where(
      and(
        eq(webhookDeliveries.endpointId, endpointId),
        ne(webhookDeliveries.id, deliveryId),
        eq(webhookDeliveries.state, 'pending'),
        or(isNull(webhookDeliveries.nextAttemptAt), lte(webhookDeliveries.nextAttemptAt, sql`now()`)),
      ),
    );
}
