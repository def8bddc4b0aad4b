import { eq } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { webhookEndpoints } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import type { Unit } from '../mutate';
import { authorize, can } from '../policy';

/** A webhook that is held for this change, with its sealed secrets: stays in core. */
export type EndpointRow = typeof webhookEndpoints.$inferSelect;

/**
 * The webhook, locked before its messages, for somebody who may manage it. Throws `not_found` for whoever may not even
 * read webhooks, and `forbidden` for who may only read them.
 */
export async function lockEndpoint(ctx: Context, unit: Unit, webhookId: string): Promise<EndpointRow> {
  if (!can(ctx.actor, 'webhook.read') || !isId(webhookId)) throw notFound();
  const [row] = await unit.tx
    .select()
    .from(webhookEndpoints)
    .where(eq(webhookEndpoints.id, webhookId))
    .for('no key update');
  if (!row) throw notFound();
  authorize(ctx.actor, 'webhook.manage');
  return row;
}
