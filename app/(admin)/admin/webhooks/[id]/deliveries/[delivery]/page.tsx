import type { Metadata } from 'next';
import { RefreshWhileMoving } from '@/app/(live)/keys/refresh-while-moving';
import { Card } from '@/components/ui/card';
import { Facts } from '@/components/ui/facts';
import { PageHeader } from '@/components/ui/page-header';
import { Time } from '@/components/ui/time';
import { can } from '@/core/policy';
import { type Delivery, getDelivery } from '@/core/webhooks/get-delivery';
import { getWebhook, type Webhook } from '@/core/webhooks/get-endpoint';
import { requireAdmin } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { DeliveryState } from '../../../delivery-state';
import { RedeliverForm } from '../../webhook-forms';
import { AttemptsCard } from './attempts-card';
import { SentCard } from './sent-card';

export const metadata: Metadata = { title: 'Delivery' };

/** In milliseconds: a try that is further away is not waited for on the page. */
const SOON_MS = 30_000;

export default async function DeliveryPage({ params }: PageProps<'/admin/webhooks/[id]/deliveries/[delivery]'>) {
  const { id: webhookId, delivery: deliveryId } = await params;
  const base = `/admin/webhooks/${encodeURIComponent(webhookId)}`;
  const ctx = await requireAdmin(`${base}/deliveries/${encodeURIComponent(deliveryId)}`);
  const webhook = await orNotFound(getWebhook(ctx, { webhookId }));
  const delivery = await orNotFound(getDelivery(ctx, { webhookId, deliveryId }));
  const now = ctx.now();
  // A test goes out whatever the state; nothing else to one that is switched off.
  const maySend = can(ctx.actor, 'webhook.manage') && (webhook.state !== 'off' || delivery.isTest);
  return (
    <>
      <PageHeader
        crumbs={[
          { href: '/admin/webhooks', label: 'Webhooks' },
          { href: base, label: webhook.name },
        ]}
        title={delivery.event}
        badge={<DeliveryState state={delivery.state} />}
        actions={maySend && <RedeliverForm webhookId={webhookId} deliveryId={delivery.id} />}
      />
      <div className="mt-4 grid gap-5">
        {isMoving(delivery, webhook, now) && <RefreshWhileMoving seconds={2} />}
        <Card>
          <Facts
            facts={[
              { label: 'Sent to', value: <span className="break-all">{webhook.url}</span> },
              { label: 'Made', value: <Time value={delivery.createdAt} now={now} format="moment" /> },
              delivery.deliveredAt && {
                label: 'Taken',
                value: <Time value={delivery.deliveredAt} now={now} format="moment" />,
              },
              delivery.state === 'pending' && {
                label: 'Next attempt',
                value: <Next delivery={delivery} webhook={webhook} now={now} />,
              },
              delivery.lastError && delivery.state !== 'delivered'
                ? { label: 'Last trouble', value: delivery.lastError }
                : null,
            ]}
          />
        </Card>
        <AttemptsCard tries={delivery.tries} now={now} />
        <SentCard url={webhook.url} delivery={delivery} />
      </div>
    </>
  );
}

/** Whether it is sent in a moment: one without a next attempt is sent as soon as possible. */
function isMoving({ state, nextAttemptAt, isTest }: Delivery, webhook: Webhook, now: Date): boolean {
  if (state !== 'pending' || (webhook.state !== 'active' && !isTest)) return false;
  return !nextAttemptAt || nextAttemptAt.getTime() - now.getTime() < SOON_MS;
}

function Next({ delivery, webhook, now }: { delivery: Delivery; webhook: Webhook; now: Date }) {
  if (isMoving(delivery, webhook, now)) return 'In a moment';
  const { nextAttemptAt } = delivery;
  if (webhook.state === 'paused' || !nextAttemptAt) return 'When the webhook is resumed';
  return <Time value={nextAttemptAt} now={now} format="moment" />;
}
