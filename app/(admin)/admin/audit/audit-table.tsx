import Link from 'next/link';
import { Facts } from '@/components/ui/facts';
import { Table, TBody, TCell, TH, THead, TRow } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import type { AuditLine } from '@/core/audit/list-events';
import { isAuditSubjectKind } from '@/core/audit/subject-kinds';
import { addressWith } from '../address-with';
import { AuditSubjectName } from '../audit-subject';
import { eventWords } from '../event-words';
import { SUBJECT_WORDS } from '../subject-words';
import { timelineHref } from '../timeline-link';
import { AUDIT_PATH } from './audit-query';
import { DetailValue, nameInWords } from './detail-value';

/** The log. An event opens to everything that was written down with it. */
export function AuditTable({ events, now }: { events: readonly AuditLine[]; now: Date }) {
  return (
    <Table label="Audit log">
      <THead>
        <TH>Event</TH>
        <TH>Object</TH>
        <TH hideBelow="md">Who</TH>
        <TH hideBelow="lg">Organization</TH>
        <TH>When</TH>
      </THead>
      <TBody>
        {events.map((event) => (
          <TRow key={event.id}>
            <TCell rowHeader className="min-w-36 align-top">
              <Detail event={event} />
            </TCell>
            <TCell className="align-top">
              <Thing event={event} />
            </TCell>
            <TCell hideBelow="md" className="align-top">
              {event.actor}
            </TCell>
            <TCell hideBelow="lg" className="align-top">
              {event.organizationName ?? <span className="text-ink-muted">–</span>}
            </TCell>
            <TCell className="align-top">
              <Time value={event.at} now={now} />
            </TCell>
          </TRow>
        ))}
      </TBody>
    </Table>
  );
}

/** By name; what is gone is called as it was when this was written down, and leads to its story. */
function Thing({ event }: { event: AuditLine }) {
  const { subject, subjectKind, subjectId, detail } = event;
  if (subject || subjectId === null) return <AuditSubjectName subject={subject} />;
  const kind = isAuditSubjectKind(subjectKind) ? SUBJECT_WORDS[subjectKind] : subjectKind;
  return (
    <Link href={timelineHref(subjectKind, subjectId)} className="link text-ink-muted">
      {typeof detail.name === 'string' && detail.name !== '' ? detail.name : kind}
    </Link>
  );
}

function Detail({ event }: { event: AuditLine }) {
  const { actorId, subjectId, organizationId } = event;
  return (
    <details className="open:min-w-[min(30rem,70vw)]">
      <summary className="cursor-pointer">{eventWords(event.event)}</summary>
      <Facts
        className="mt-2 max-w-xl border-line border-l-2 pl-3 font-normal"
        facts={[
          { label: 'Event', value: <code>{event.event}</code> },
          { label: 'When', value: <Time value={event.at} now={event.at} format="moment" /> },
          { label: 'By', value: <Found by={{ who: actorId }}>{`${event.actor} (${event.actorKind})`}</Found> },
          event.ip !== '' && { label: 'From', value: <Found by={{ ip: event.ip }}>{event.ip}</Found> },
          organizationId !== null && {
            label: 'Organization',
            value: <Found by={{ organization: organizationId }}>{event.organizationName ?? organizationId}</Found>,
          },
          subjectId !== null && {
            label: 'Object',
            value: (
              <Link href={timelineHref(event.subjectKind, subjectId)} className="link">
                Everything about this {event.subjectKind.replaceAll('_', ' ')}
              </Link>
            ),
          },
          ...Object.entries(event.detail).map(([name, value]) => ({
            label: nameInWords(name),
            value: <DetailValue value={value} />,
          })),
          { label: 'Id', value: <code className="break-all">{event.id}</code> },
        ]}
      />
    </details>
  );
}

/** Words that lead to all events that have the same there. */
function Found({ by, children }: { by: Record<string, string | null>; children: string }) {
  const wanted = Object.fromEntries(Object.entries(by).flatMap(([name, value]) => (value ? [[name, value]] : [])));
  if (Object.keys(wanted).length === 0) return children;
  return (
    <Link href={addressWith(AUDIT_PATH, wanted)} className="link">
      {children}
    </Link>
  );
}
