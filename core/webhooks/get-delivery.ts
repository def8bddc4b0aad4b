import { and, desc, eq } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { webhookAttempts, webhookDeliveries } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { cursorOf } from '../keyset';
import { can } from '../policy';
import { type DeliveryLine, deliveryColumns, isTest } from './list-deliveries';

/** The newest of them are shown; who sends the same message again and again looks at the last ones. */
const TRIES_MAX = 100;

/** One call of the endpoint. `answer` is what an unknown server said: never anything but text. */
export type Try = {
  id: string;
  at: Date;
  status: number | null;
  ms: number | null;
  error: string | null;
  answer: string;
};
/** A delivery with what was sent and what came of it. */
export type Delivery = DeliveryLine & {
  /** The header `webhook-id`, the same with every attempt. */
  messageId: string;
  body: string;
  /** The newest first. */
  tries: Try[];
};

/** One message with its attempts. Throws `not_found` for all but portal admins. */
export async function getDelivery(ctx: Context, input: { webhookId: string; deliveryId: string }): Promise<Delivery> {
  const { webhookId, deliveryId } = input;
  if (!can(ctx.actor, 'webhook.read') || !isId(webhookId) || !isId(deliveryId)) throw notFound();
  const [row] = await ctx.db
    .select({
      ...deliveryColumns,
      cursor: cursorOf({ at: webhookDeliveries.createdAt, id: webhookDeliveries.id, order: 'newest first' }),
      auditEventId: webhookDeliveries.auditEventId,
      body: webhookDeliveries.body,
    })
    .from(webhookDeliveries)
    .where(and(eq(webhookDeliveries.id, deliveryId), eq(webhookDeliveries.endpointId, webhookId)));
  if (!row) throw notFound();
  const { id, at, status, ms, error, answer } = webhookAttempts;
  const tries = await ctx.db
    .select({ id, at, status, ms, error, answer })
    .from(webhookAttempts)
    .where(eq(webhookAttempts.deliveryId, deliveryId))
    .orderBy(desc(at), desc(id))
    .limit(TRIES_MAX);
  const { auditEventId, ...line } = row;
  return { ...line, isTest: isTest(row.event), messageId: auditEventId ?? row.id, tries };
}
