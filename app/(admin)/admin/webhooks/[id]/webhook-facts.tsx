import { Facts } from '@/components/ui/facts';
import { Time } from '@/components/ui/time';
import type { Webhook } from '@/core/webhooks/get-endpoint';
import { eventsOf } from '../events-of';

/** As many names as one takes in at a glance. */
const NAMES_MAX = 4;

/** What a webhook is told of, what is on its way, and who added it. */
export function WebhookFacts({ webhook, now }: { webhook: Webhook; now: Date }) {
  const { events, pending, failed, createdAt, createdBy } = webhook;
  return (
    <Facts
      layout="columns"
      facts={[
        { label: 'Told of', value: <ToldOf events={events} /> },
        { label: 'Waiting', value: pending },
        { label: 'Failed', value: failed },
        {
          label: 'Added',
          value: (
            <>
              <Time value={createdAt} now={now} /> by {createdBy ?? 'somebody who has left'}
            </>
          ),
        },
      ]}
    />
  );
}

function ToldOf({ events }: { events: readonly string[] }) {
  if (events.includes('*') || events.length > NAMES_MAX) return eventsOf(events);
  return (
    <ul>
      {events.map((event) => (
        <li key={event}>
          <code className="text-xs">{event}</code>
        </li>
      ))}
    </ul>
  );
}
