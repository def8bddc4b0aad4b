import { and, eq } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { webhookDeliveries, webhookEndpoints } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { cursorOf, cutPage, type Keyset, onPage, type Page, type PageRequest, pageOrder } from '../keyset';
import { can } from '../policy';
import { TEST_EVENT } from './events';

/** How far a delivery has come. */
export type DeliveryState = (typeof webhookDeliveries.$inferSelect)['state'];

/** One message for one webhook, and what became of it. */
export type DeliveryLine = {
  id: string;
  webhookId: string;
  event: string;
  isTest: boolean;
  state: DeliveryState;
  /** Since it was made or sent again. */
  attempts: number;
  responseStatus: number | null;
  lastError: string | null;
  /** Null: as soon as possible, or never where it does not wait. */
  nextAttemptAt: Date | null;
  createdAt: Date;
  deliveredAt: Date | null;
  cursor: string;
};

/** Rows a page. */
const PAGE = 50;
const PAGE_MAX = 100;

/** What stands in neither list matches nothing that was chosen: it is left out. */
export type DeliveryFilters = { webhookId: string; state?: string | undefined; event?: string | undefined };

const keyset: Keyset = { at: webhookDeliveries.createdAt, id: webhookDeliveries.id, order: 'newest first' };
const states: readonly string[] = webhookDeliveries.state.enumValues;

/** What was sent to a webhook or waits for it, newest first. Throws `not_found` for all but portal admins. */
export async function listDeliveries(
  ctx: Context,
  { webhookId, state, event }: DeliveryFilters,
  page: PageRequest & { limit?: number } = {},
): Promise<Page<DeliveryLine>> {
  if (!can(ctx.actor, 'webhook.read') || !isId(webhookId)) throw notFound();
  if ((await ctx.db.$count(webhookEndpoints, eq(webhookEndpoints.id, webhookId))) === 0) throw notFound();
  const limit = Math.min(Math.max(page.limit ?? PAGE, 1), PAGE_MAX);
  const rows = await ctx.db
    .select({ ...deliveryColumns, cursor: cursorOf(keyset) })
    .from(webhookDeliveries)
    .where(
      and(
        eq(webhookDeliveries.endpointId, webhookId),
        state && states.includes(state) ? eq(webhookDeliveries.state, state as DeliveryState) : undefined,
        event ? eq(webhookDeliveries.event, event) : undefined,
        onPage(keyset, page),
      ),
    )
    .orderBy(pageOrder(keyset, page))
    .limit(limit + 1);
  return cutPage(
    rows.map((row) => ({ ...row, isTest: isTest(row.event) })),
    limit,
    page,
  );
}

/** What a line is made of. */
export const deliveryColumns = {
  id: webhookDeliveries.id,
  webhookId: webhookDeliveries.endpointId,
  event: webhookDeliveries.event,
  state: webhookDeliveries.state,
  attempts: webhookDeliveries.attempts,
  responseStatus: webhookDeliveries.responseStatus,
  lastError: webhookDeliveries.lastError,
  nextAttemptAt: webhookDeliveries.nextAttemptAt,
  createdAt: webhookDeliveries.createdAt,
  deliveredAt: webhookDeliveries.deliveredAt,
};

/** Whether nobody but the portal's admins had a reason for it. */
export function isTest(event: string): boolean {
  return event === TEST_EVENT;
}
