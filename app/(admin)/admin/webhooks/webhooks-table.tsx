import Link from 'next/link';
import { Table, TBody, TCell, TH, THead, TRow } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import type { WebhookLine } from '@/core/webhooks/list-endpoints';
import { DeliveryState } from './delivery-state';
import { eventsOf } from './events-of';
import { WebhookState } from './webhook-state';

/** Every webhook, and how it fares. */
export function WebhooksTable({ webhooks, now }: { webhooks: readonly WebhookLine[]; now: Date }) {
  return (
    <Table label="Webhooks">
      <THead>
        <TH>Name</TH>
        <TH>State</TH>
        <TH hideBelow="md">Told of</TH>
        <TH hideBelow="sm">Last delivery</TH>
        <TH hideBelow="lg" align="end">
          Waiting
        </TH>
        <TH hideBelow="lg" align="end">
          Failed
        </TH>
      </THead>
      <TBody>
        {webhooks.map((webhook) => (
          <TRow key={webhook.id}>
            <TCell rowHeader>
              <Link href={`/admin/webhooks/${webhook.id}`} className="link">
                {webhook.name}
              </Link>
              <span className="block break-all font-normal text-ink-muted text-xs">{webhook.host}</span>
            </TCell>
            <TCell>
              <WebhookState webhook={webhook} />
              {webhook.failingSince && (
                <span className="mt-0.5 block text-ink-muted text-xs">
                  nothing taken since <Time value={webhook.failingSince} now={now} />
                </span>
              )}
            </TCell>
            <TCell hideBelow="md">{eventsOf(webhook.events)}</TCell>
            <TCell hideBelow="sm">
              <LastDelivery last={webhook.last} now={now} />
            </TCell>
            <TCell hideBelow="lg" align="end">
              {webhook.pending}
            </TCell>
            <TCell hideBelow="lg" align="end">
              {webhook.failed}
            </TCell>
          </TRow>
        ))}
      </TBody>
    </Table>
  );
}

function LastDelivery({ last, now }: { last: WebhookLine['last']; now: Date }) {
  if (!last) return <span className="text-ink-muted">None yet</span>;
  return (
    <>
      <DeliveryState state={last.state} />
      <span className="mt-0.5 block text-ink-muted text-xs">
        <Time value={last.at} now={now} />
      </span>
    </>
  );
}
