import { Table, TBody, TCell, TH, THead, TRow } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import type { AuditLine } from '@/core/audit/list-events';
import { AuditSubjectName } from './audit-subject';
import { eventWords } from './event-words';

/** The last things that happened, newest first. There is always one: setting up the portal. */
export function RecentActivity({ events, now }: { events: readonly AuditLine[]; now: Date }) {
  return (
    <Table label="Recent activity">
      <THead>
        <TH>Event</TH>
        <TH>Object</TH>
        <TH hideBelow="sm">Who</TH>
        <TH align="end">When</TH>
      </THead>
      <TBody>
        {events.map((event) => (
          <TRow key={event.id}>
            <TCell rowHeader>{eventWords(event.event)}</TCell>
            <TCell>
              <AuditSubjectName subject={event.subject} />
            </TCell>
            <TCell hideBelow="sm">{event.actor}</TCell>
            <TCell align="end">
              <Time value={event.at} now={now} />
            </TCell>
          </TRow>
        ))}
      </TBody>
    </Table>
  );
}
