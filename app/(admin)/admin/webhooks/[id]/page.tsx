import { Send } from 'lucide-react';
import type { Metadata } from 'next';
import { z } from 'zod';
import { EmptyState } from '@/components/ui/empty-state';
import { FilterBar } from '@/components/ui/filter-bar';
import { Pagination } from '@/components/ui/pagination';
import { can } from '@/core/policy';
import { webhookEventGroups } from '@/core/webhooks/events';
import { getWebhook } from '@/core/webhooks/get-endpoint';
import { listDeliveries } from '@/core/webhooks/list-deliveries';
import { requireAdmin } from '@/server/context';
import { cursor } from '@/server/list-cursor';
import { orNotFound } from '@/server/or-not-found';
import { addressWith } from '../../address-with';
import { DELIVERY_STATES } from '../delivery-state';
import { DeliveriesTable } from './deliveries-table';
import { WebhookFacts } from './webhook-facts';
import { RedeliverFailedDialog } from './webhook-forms';
import { WebhookFrame } from './webhook-frame';
import { WebhookTrouble } from './webhook-trouble';

export const metadata: Metadata = { title: 'Webhook' };

const STATES = [
  { value: '', label: 'Every state' },
  ...Object.entries(DELIVERY_STATES).map(([value, { words }]) => ({ value, label: words })),
];
const EVENTS = [
  { value: '', label: 'Every event' },
  { value: 'webhook.test', label: 'webhook.test' },
  ...webhookEventGroups.flatMap(({ events }) => events.map(({ event }) => ({ value: event, label: event }))),
];

const query = z.object({
  state: z.enum(['', 'pending', 'delivered', 'failed']).catch(''),
  event: z
    .string()
    .refine((event) => EVENTS.some(({ value }) => value === event))
    .catch(''),
  after: cursor,
  before: cursor,
});

export default async function WebhookPage({ params, searchParams }: PageProps<'/admin/webhooks/[id]'>) {
  const { id: webhookId } = await params;
  const path = `/admin/webhooks/${encodeURIComponent(webhookId)}`;
  const ctx = await requireAdmin(path);
  const { after, before, ...asked } = query.parse(await searchParams);
  const webhook = await orNotFound(getWebhook(ctx, { webhookId }));
  const state = asked.state || undefined;
  const event = asked.event || undefined;
  const page = await listDeliveries(ctx, { webhookId, state, event }, { after, before });
  const isFiltered = Boolean(state ?? event);
  const mayManage = can(ctx.actor, 'webhook.manage');
  // Nothing goes to one that is switched off.
  const maySend = mayManage && webhook.state !== 'off';
  return (
    <WebhookFrame webhook={webhook} mayManage={mayManage}>
      <WebhookTrouble webhook={webhook} now={ctx.now()} />
      <WebhookFacts webhook={webhook} now={ctx.now()} />
      <FilterBar
        action={path}
        filters={[
          { name: 'state', label: 'State', options: STATES, value: asked.state },
          { name: 'event', label: 'Event', options: EVENTS, value: asked.event },
        ]}
        resetHref={isFiltered ? path : undefined}
      >
        {maySend && webhook.failed > 0 && <RedeliverFailedDialog webhookId={webhook.id} failed={webhook.failed} />}
      </FilterBar>
      {page.rows.length > 0 ? (
        <DeliveriesTable deliveries={page.rows} maySend={maySend} now={ctx.now()} />
      ) : (
        <EmptyState
          icon={<Send aria-hidden="true" />}
          title={isFiltered ? 'No delivery matches' : 'Nothing was sent yet'}
          description={
            isFiltered ? 'Change the filters.' : 'What is sent stands here for 30 days. Send a test to see one.'
          }
        />
      )}
      <Pagination
        previousHref={page.before && addressWith(path, { ...asked, before: page.before })}
        nextHref={page.after && addressWith(path, { ...asked, after: page.after })}
      />
    </WebhookFrame>
  );
}
