import Link from 'next/link';
import { Badge } from '@/components/ui/badge';
import { Table, TBody, TCell, TH, THead, TRow } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import type { DeliveryLine } from '@/core/webhooks/list-deliveries';
import { DeliveryState } from '../delivery-state';
import { RedeliverForm } from './webhook-forms';

/** The log of a webhook's deliveries, the newest first. */
export function DeliveriesTable({
  deliveries,
  maySend,
  now,
}: {
  deliveries: readonly DeliveryLine[];
  maySend: boolean;
  now: Date;
}) {
  return (
    <Table label="Deliveries">
      <THead>
        <TH>Event</TH>
        <TH>State</TH>
        <TH hideBelow="md" align="end">
          Attempts
        </TH>
        <TH hideBelow="sm">When</TH>
        <TH hideBelow="lg">Next attempt</TH>
        {maySend && <TH label="Act" hideBelow="sm" fit />}
      </THead>
      <TBody>
        {deliveries.map((delivery) => (
          <TRow key={delivery.id}>
            <TCell rowHeader className="align-top">
              <Link href={`/admin/webhooks/${delivery.webhookId}/deliveries/${delivery.id}`} className="link">
                <code className="[overflow-wrap:anywhere]">{delivery.event}</code>
              </Link>
              {delivery.isTest && <Badge className="ml-2">Test</Badge>}
            </TCell>
            <TCell className="align-top">
              <DeliveryState state={delivery.state} />
              <Outcome delivery={delivery} />
            </TCell>
            <TCell hideBelow="md" align="end" className="align-top">
              {delivery.attempts}
            </TCell>
            <TCell hideBelow="sm" className="align-top">
              <Time value={delivery.createdAt} now={now} />
            </TCell>
            <TCell hideBelow="lg" className="align-top">
              {delivery.state === 'pending' && delivery.nextAttemptAt ? (
                <Time value={delivery.nextAttemptAt} now={now} />
              ) : (
                <span className="text-ink-muted">–</span>
              )}
            </TCell>
            {maySend && (
              <TCell hideBelow="sm" fit className="align-top">
                {delivery.state !== 'delivered' && (
                  <RedeliverForm webhookId={delivery.webhookId} deliveryId={delivery.id} isSmall />
                )}
              </TCell>
            )}
          </TRow>
        ))}
      </TBody>
    </Table>
  );
}

function Outcome({ delivery: { state, lastError, responseStatus } }: { delivery: DeliveryLine }) {
  if (state === 'delivered') {
    return responseStatus && <span className="mt-0.5 block text-ink-muted text-xs">Status {responseStatus}</span>;
  }
  if (!lastError) return null;
  return <span className="mt-0.5 block max-w-80 text-ink-muted text-xs [overflow-wrap:anywhere]">{lastError}</span>;
}
