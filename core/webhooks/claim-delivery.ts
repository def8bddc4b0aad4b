import { and, eq, isNull, lte, or, sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { webhookDeliveries, webhookEndpoints } from '@/db/schema';
import type { Context } from '../context';
import { enqueue } from '../mutate';
import { TEST_EVENT } from './events';

/** Longer than any call takes. After a crash in between the message is sent again then. */
const LEASE_SECONDS = 30;
/** Why what was kept for an endpoint that was switched off is not sent. */
export const SWITCHED_OFF = 'The webhook was switched off before this was taken.';

/** What one attempt needs to know. */
export type Claimed = {
  deliveryId: string;
  endpointId: string;
  messageId: string;
  event: string;
  body: string;
  /** This one included. */
  attempts: number;
  url: string;
  reachesPrivate: boolean;
  secretSealed: Buffer;
  /** While it still signs. */
  previousSecretSealed: Buffer | null;
};

/**
 * Takes a message for one attempt, so that of two workers one sends it. Null where there is nothing to send: gone, taken,
 * given up, off, or paused. What is not due yet is ordered again for when it is.
 */
export function claimDelivery(
  ctx: Context,
  input: { deliveryId: string; endpointId: string },
): Promise<Claimed | null> {
  return ctx.db.transaction(async (tx) => {
    const endpoint = await holdEndpoint(tx, input.endpointId);
    const [waiting] = await tx
      .select({ event: webhookDeliveries.event, state: webhookDeliveries.state })
      .from(webhookDeliveries)
      .where(isIt(input));
    if (!endpoint || waiting?.state !== 'pending') return null;
    if (waiting.event !== TEST_EVENT) {
      if (!endpoint.isActive) return giveUp(tx, input);
      if (endpoint.pausedAt) return null;
    }
    const [claimed] = await tx
      .update(webhookDeliveries)
      .set({
        attempts: sql`${webhookDeliveries.attempts} + 1`,
        nextAttemptAt: sql`now() + make_interval(secs => ${LEASE_SECONDS})`,
        updatedAt: sql`now()`,
      })
      .where(and(isIt(input), isDue))
      .returning({
        auditEventId: webhookDeliveries.auditEventId,
        attempts: webhookDeliveries.attempts,
        body: webhookDeliveries.body,
      });
    if (!claimed) return orderForLater(tx, input);
    const { auditEventId, attempts, body } = claimed;
    const { isActive: _isActive, pausedAt: _pausedAt, ...to } = endpoint;
    return { ...input, ...to, messageId: auditEventId ?? input.deliveryId, event: waiting.event, body, attempts };
  });
}

const isIt = ({ deliveryId, endpointId }: { deliveryId: string; endpointId: string }) =>
  and(
    eq(webhookDeliveries.id, deliveryId),
    eq(webhookDeliveries.endpointId, endpointId),
    eq(webhookDeliveries.state, 'pending'),
  );
const isDue = or(isNull(webhookDeliveries.nextAttemptAt), lte(webhookDeliveries.nextAttemptAt, sql`now()`));

/** As it is after whoever pauses or resumes it at this moment: a message that resuming overlooked is not slept on. */
async function holdEndpoint(tx: Transaction, endpointId: string) {
  const [endpoint] = await tx
    .select({
      url: webhookEndpoints.url,
      reachesPrivate: webhookEndpoints.reachesPrivate,
      isActive: webhookEndpoints.isActive,
      pausedAt: webhookEndpoints.pausedAt,
      secretSealed: webhookEndpoints.secretSealed,
      previousSecretSealed: sql<Buffer | null>`case when ${webhookEndpoints.previousSecretUntil} > now()
        then ${webhookEndpoints.previousSecretSealed} end`,
    })
    .from(webhookEndpoints)
    .where(eq(webhookEndpoints.id, endpointId))
    .for('share');
  return endpoint;
}

async function giveUp(tx: Transaction, input: { deliveryId: string; endpointId: string }): Promise<null> {
  await tx
    .update(webhookDeliveries)
    .set({ state: 'failed', nextAttemptAt: null, lastError: SWITCHED_OFF, updatedAt: sql`now()` })
    .where(isIt(input));
  return null;
}

async function orderForLater(tx: Transaction, input: { deliveryId: string; endpointId: string }): Promise<null> {
  const [waiting] = await tx
    .select({ nextAttemptAt: webhookDeliveries.nextAttemptAt })
    .from(webhookDeliveries)
    .where(isIt(input));
  if (waiting?.nextAttemptAt)
    await enqueue(tx, { kind: 'webhook.deliver', ...input }, { runAt: waiting.nextAttemptAt });
  return null;
}
