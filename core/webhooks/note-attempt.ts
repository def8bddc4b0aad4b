import { and, eq, sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { webhookAttempts, webhookDeliveries, webhookEndpoints } from '@/db/schema';
import type { Context } from '../context';
import { enqueue } from '../mutate';
import { delayAfter } from './backoff';
import type { Claimed } from './claim-delivery';
import { letRest, noteFailing, noteHealthy } from './endpoint-health';
import { TEST_EVENT } from './events';
import type { Posted } from './post-message';

/** Besides no answer at all: "too many requests" and "unavailable" are said of all messages, not of this one. */
const BUSY: readonly (number | null)[] = [null, 429, 503];
/** "Gone": the receiver wants no more messages, ever. */
const GONE = 410;

/** What has to follow: nothing, or a pause and why. */
export type After = 'fine' | 'failing' | 'gone';

/**
 * Writes down one attempt, which was signed at `at`, and with it what becomes of the message: taken, given up, or ordered again for later. Of a
 * message or an endpoint that was deleted meanwhile nothing is left to note.
 */
export function noteAttempt(ctx: Context, claimed: Claimed, posted: Posted & { at: Date }): Promise<After> {
  return ctx.db.transaction(async (tx) => {
    if (!(await lock(tx, claimed))) return 'fine';
    await tx.insert(webhookAttempts).values({
      deliveryId: claimed.deliveryId,
      at: posted.at,
      status: posted.status,
      ms: posted.ms,
      error: posted.isTaken ? null : posted.reason,
      answer: posted.answer,
    });
    if (posted.isTaken) return noteTaken(tx, claimed, posted.status);
    await noteNotTaken(tx, claimed, posted);
    if (claimed.event === TEST_EVENT) return 'fine';
    if (posted.status === GONE) return 'gone';
    const isTooLong = await noteFailing(tx, claimed.endpointId);
    if (BUSY.includes(posted.status)) await letRest(tx, claimed, posted.retryAfter);
    return isTooLong ? 'failing' : 'fine';
  });
}

/** The endpoint before its messages, as everybody does who locks both. */
async function lock(tx: Transaction, { endpointId, deliveryId }: Claimed): Promise<boolean> {
  await tx
    .select({ id: webhookEndpoints.id })
    .from(webhookEndpoints)
    .where(eq(webhookEndpoints.id, endpointId))
    .for('no key update');
  const held = await tx
    .select({ id: webhookDeliveries.id })
    .from(webhookDeliveries)
    .where(eq(webhookDeliveries.id, deliveryId))
    .for('update');
  return held.length > 0;
}

/** Taken is taken, also where somebody ordered it again meanwhile. */
async function noteTaken(tx: Transaction, claimed: Claimed, status: number): Promise<After> {
  await tx
    .update(webhookDeliveries)
    .set({
      state: 'delivered',
      deliveredAt: sql`now()`,
      nextAttemptAt: null,
      responseStatus: status,
      lastError: null,
      updatedAt: sql`now()`,
    })
    .where(eq(webhookDeliveries.id, claimed.deliveryId));
  await noteHealthy(tx, claimed.endpointId);
  return 'fine';
}

/** A test is tried once. Where it was ordered again while this attempt was on its way, that order stands. */
async function noteNotTaken(
  tx: Transaction,
  claimed: Claimed,
  posted: Extract<Posted, { isTaken: false }>,
): Promise<void> {
  const { deliveryId, endpointId, attempts, event } = claimed;
  const planned = event === TEST_EVENT ? null : delayAfter(attempts);
  const delay = planned === null ? null : Math.max(planned, posted.retryAfter);
  const [waiting] = await tx
    .update(webhookDeliveries)
    .set({
      ...(delay === null
        ? { state: 'failed' as const, nextAttemptAt: null }
        : { nextAttemptAt: sql`now() + make_interval(secs => ${delay})` }),
      responseStatus: posted.status,
      lastError: posted.reason,
      updatedAt: sql`now()`,
    })
    .where(
      and(
        eq(webhookDeliveries.id, deliveryId),
        eq(webhookDeliveries.state, 'pending'),
        eq(webhookDeliveries.attempts, attempts),
      ),
    )
    .returning({ nextAttemptAt: webhookDeliveries.nextAttemptAt });
  if (waiting?.nextAttemptAt) {
    await enqueue(tx, { kind: 'webhook.deliver', deliveryId, endpointId }, { runAt: waiting.nextAttemptAt });
  }
}
