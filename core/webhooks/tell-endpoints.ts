import { eq, sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { newId } from '@/db/ids';
import { webhookDeliveries, webhookEndpoints } from '@/db/schema';
import { inTrace, JOB_ATTEMPTS_MAX, type Job, keyOf, priorityOf, queueOf, type Trace } from '../jobs';
import { EVERYTHING, isWebhookEvent } from './events';
import { messageOf, type Told } from './message';

type Listener = { id: string; events: string[] };

/**
 * For one change: keeps a message for each endpoint that wants to hear of an event, and orders its sending, in the
 * transaction of what happened. It is told exactly if the change is made. Who listens is read once, and events that are
 * not in the list cost nothing.
 */
export function tellsEndpoints(
  tx: Transaction,
  portalUrl: string,
  trace: Partial<Trace> = {},
): (told: Told) => Promise<void> {
  let listeners: Listener[] | null = null;
  return async (told) => {
    if (!isWebhookEvent(told.event)) return;
    listeners ??= await holdListeners(tx);
    const wants = listeners.filter(({ events }) => events.includes(EVERYTHING) || events.includes(told.event));
    if (wants.length > 0) await keep(tx, told, wants, { body: messageOf(told, portalUrl), trace });
  };
}

/** Held against being deleted until the change commits: otherwise the change would fail at the reference. */
function holdListeners(tx: Transaction): Promise<Listener[]> {
  return tx
    .select({ id: webhookEndpoints.id, events: webhookEndpoints.events })
    .from(webhookEndpoints)
    .where(eq(webhookEndpoints.isActive, true))
    .orderBy(webhookEndpoints.id)
    .for('key share');
}

async function keep(
  tx: Transaction,
  told: Told,
  listeners: readonly Listener[],
  { body, trace }: { body: string; trace: Partial<Trace> },
): Promise<void> {
  const made = listeners.map(({ id }) => ({ id: newId(), endpointId: id }));
  await tx
    .insert(webhookDeliveries)
    .values(made.map((one) => ({ ...one, auditEventId: told.eventId, event: told.event, body })));
  await orderDeliveries(tx, made, trace);
}

/**
 * Orders the sending of many at once. Also for an endpoint that is paused: the job looks and does nothing. Whether it is
 * paused now says nothing about the moment when this commits, and a message without a job would stay for ever.
 */
export async function orderDeliveries(
  tx: Pick<Transaction, 'execute'>,
  deliveries: readonly { id: string; endpointId: string }[],
  trace: Partial<Trace> = {},
): Promise<void> {
  const jobs = deliveries.map(({ id, endpointId }) => {
    const job: Job = { kind: 'webhook.deliver', deliveryId: id, endpointId };
    const payload = inTrace({ deliveryId: id, endpointId }, trace);
    return { payload, queue: queueOf(job), key: keyOf(job), priority: priorityOf(job) };
  });
  await tx.execute(sql`select graphile_worker.add_job('webhook.deliver', payload := payload, queue_name := queue,
    max_attempts := ${JOB_ATTEMPTS_MAX}, job_key := key, priority := priority)
    from json_to_recordset(${JSON.stringify(jobs)}::json) as jobs(payload json, queue text, key text, priority int)`);
}
