import { asc, sql } from 'drizzle-orm';
import { webhookEndpoints } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';
import { TEST_EVENT } from './events';
import type { DeliveryState } from './list-deliveries';

/** `off`: switched off by an admin, nothing is kept. `paused`: what happens is kept until it is resumed. */
export type WebhookState = 'active' | 'off' | 'paused';
/** A webhook as the list shows it. */
export type WebhookLine = {
  id: string;
  name: string;
  host: string;
  url: string;
  /** `*` alone for all. */
  events: string[];
  state: WebhookState;
  /** Since when nothing was taken; null while the last attempt succeeded. */
  failingSince: Date | null;
  pausedAt: Date | null;
  /** Messages that wait, and those that were given up; without tests. */
  pending: number;
  failed: number;
  /** What became of the newest message. */
  last: { state: DeliveryState; event: string; at: Date } | null;
};

/** All webhooks by name, without their secrets. Throws `not_found` for all but portal admins. */
export async function listWebhooks(ctx: Context): Promise<WebhookLine[]> {
  if (!can(ctx.actor, 'webhook.read')) throw notFound();
  const rows = await ctx.db
    .select(lineColumns)
    .from(webhookEndpoints)
    .orderBy(asc(webhookEndpoints.name), asc(webhookEndpoints.id));
  return rows.map(lineOf);
}

const countOf = (state: DeliveryState) => sql<number>`(select count(*)::int from webhook_deliveries told
  where told.endpoint_id = webhook_endpoints.id and told.state = ${state}
  and told.event <> ${TEST_EVENT})`;

/** What a line is made of. */
export const lineColumns = {
  id: webhookEndpoints.id,
  name: webhookEndpoints.name,
  url: webhookEndpoints.url,
  events: webhookEndpoints.events,
  state: sql<WebhookState>`(case when not ${webhookEndpoints.isActive} then 'off'
    when ${webhookEndpoints.pausedAt} is not null then 'paused' else 'active' end)`,
  failingSince: webhookEndpoints.failingSince,
  pausedAt: webhookEndpoints.pausedAt,
  pending: countOf('pending'),
  failed: countOf('failed'),
  last: sql<{ state: DeliveryState; event: string; at: string } | null>`(select
    json_build_object('state', told.state, 'event', told.event, 'at', told.updated_at)
    from webhook_deliveries told where told.endpoint_id = webhook_endpoints.id
    order by told.created_at desc, told.id desc limit 1)`,
};

/** A row as people see it. */
export function lineOf<Row extends { url: string; last: { state: DeliveryState; event: string; at: string } | null }>(
  row: Row,
): Omit<Row, 'last'> & Pick<WebhookLine, 'host' | 'last'> {
  const last = row.last && { ...row.last, at: new Date(row.last.at) };
  return { ...row, host: new URL(row.url).host, last };
}
