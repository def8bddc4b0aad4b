import { and, desc, eq, isNotNull } from 'drizzle-orm';
import { webhookDeliveries, webhookEndpoints } from '@/db/schema';
import type { Loader } from '../message-loader';

/** `subjectId` is the endpoint. One that was resumed or switched off meanwhile is told to nobody. */
export const webhookPaused: Loader<'webhook-paused'> = async ({ ctx, recipient, subjectId }) => {
  const id = subjectId ?? NO_ID;
  const [endpoint] = await ctx.db
    .select({
      name: webhookEndpoints.name,
      url: webhookEndpoints.url,
      isActive: webhookEndpoints.isActive,
      pausedAt: webhookEndpoints.pausedAt,
      failingSince: webhookEndpoints.failingSince,
    })
    .from(webhookEndpoints)
    .where(eq(webhookEndpoints.id, id));
  if (!endpoint?.isActive || !endpoint.pausedAt) return null;
  const [failed] = await ctx.db
    .select({ lastError: webhookDeliveries.lastError })
    .from(webhookDeliveries)
    .where(and(eq(webhookDeliveries.endpointId, id), isNotNull(webhookDeliveries.lastError)))
    .orderBy(desc(webhookDeliveries.updatedAt))
    .limit(1);
  return {
    firstName: recipient.firstName,
    endpointName: endpoint.name,
    host: new URL(endpoint.url).host,
    since: `${MOMENT.format(endpoint.failingSince ?? endpoint.pausedAt)} UTC`,
    lastError: failed?.lastError ?? 'It was not taken.',
    link: `${ctx.portalUrl}/admin/webhooks/${id}`,
  };
};

const NO_ID = '00000000-0000-0000-0000-000000000000';
/** Mails know no time zone of their reader. */
const MOMENT = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
