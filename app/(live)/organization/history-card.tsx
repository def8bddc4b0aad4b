import { Card } from '@/components/ui/card';
import { Time } from '@/components/ui/time';
import { Timeline } from '@/components/ui/timeline';
import type { OrganizationEvent } from '@/core/organizations/list-organization-events';
import { eventSentence } from './event-sentence';

/** What happened in the organization, newest first. */
export function HistoryCard({ events, now }: { events: readonly OrganizationEvent[]; now: Date }) {
  return (
    <Card title="History">
      {events.length === 0 ? (
        <p className="text-ink-muted">Nothing has happened yet. Who joins, and what changes, stands here.</p>
      ) : (
        <Timeline
          label="History"
          entries={events.map((event) => ({
            id: event.id,
            title: eventSentence(event),
            time: <Time value={event.at} now={now} />,
            children: event.by,
          }))}
        />
      )}
    </Card>
  );
}
