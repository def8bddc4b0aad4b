import { EVERYTHING } from '@/core/webhooks/events';

/** What a webhook is told of, in a few words. */
export function eventsOf(events: readonly string[]): string {
  if (events.includes(EVERYTHING)) return 'Every event';
  return events.length === 1 ? '1 event' : `${events.length} events`;
}
