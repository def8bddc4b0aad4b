import Form from 'next/form';
import Link from 'next/link';
import { buttonClass } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Menu } from '@/components/ui/menu';
import { Select } from '@/components/ui/select';
import { auditSubjectKinds } from '@/core/audit/subject-kinds';
import { auditEventNames } from '@/core/audit-events';
import { eventWords, kindWords } from '../event-words';
import { SUBJECT_WORDS } from '../subject-words';
import { AUDIT_PATH, type AuditQuery, auditHref, isFiltered, isNarrow, TIMES } from './audit-query';

/** The log's filters as a GET form: what is chosen stands in the address and works without JavaScript. */
export function AuditFilterBar({ query }: { query: AuditQuery }) {
  return (
    <Form action={AUDIT_PATH} role="search" className="grid gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <Select
          name="event"
          aria-label="Event"
          options={EVENTS}
          defaultValue={query.event}
          className="w-60 max-sm:w-full"
        />
        <Input
          type="search"
          name="who"
          aria-label="Who did it"
          placeholder="Who did it: name or id"
          defaultValue={query.who}
          className="w-52 max-sm:w-full"
        />
        <Select name="time" aria-label="Time" options={TIMES} defaultValue={query.time} className="min-w-36" />
        <button type="submit" className={buttonClass()}>
          Filter
        </button>
        {isFiltered(query) && (
          <Link href={AUDIT_PATH} className={buttonClass({ variant: 'ghost' })}>
            Clear
          </Link>
        )}
        <span className="ml-auto max-sm:ml-0">
          <Menu label="Export" trigger="Export" align="end">
            <a className="menu-item" href={auditHref(query, { path: `${AUDIT_PATH}/export.csv` })} download>
              As CSV
            </a>
            <a className="menu-item" href={auditHref(query, { path: `${AUDIT_PATH}/export.jsonl` })} download>
              As JSON lines
            </a>
          </Menu>
        </span>
      </div>
      <details open={isNarrow(query)}>
        <summary className="w-fit cursor-pointer text-ink-muted text-sm">Object, organization, address, days</summary>
        <Narrower query={query} />
      </details>
    </Form>
  );
}

function Narrower({ query }: { query: AuditQuery }) {
  return (
    <div className="mt-2 flex flex-wrap items-center gap-2">
      <Select
        name="kind"
        aria-label="Kind of object"
        options={KINDS}
        defaultValue={query.kind}
        className="w-44 max-sm:w-full"
      />
      <Input
        type="search"
        name="object"
        aria-label="Object"
        placeholder="Object: name or id"
        defaultValue={query.object}
        className="w-48 max-sm:w-full"
      />
      <Input
        type="search"
        name="organization"
        aria-label="Organization"
        placeholder="Organization: name or id"
        defaultValue={query.organization}
        className="w-52 max-sm:w-full"
      />
      <Input
        type="search"
        name="ip"
        aria-label="From which address"
        placeholder="IP address"
        defaultValue={query.ip}
        className="w-40 max-sm:w-full"
      />
      <span className="flex items-center gap-2 text-ink-muted text-sm">
        <Input type="date" name="from" aria-label="From this day (UTC)" defaultValue={query.from} className="w-36" />
        to
        <Input type="date" name="to" aria-label="Until this day (UTC)" defaultValue={query.to} className="w-36" />
      </span>
    </div>
  );
}

/** Every kind, with all that can happen to it. */
const EVENTS = [
  { value: '', label: 'Every event' },
  ...[...new Set(auditEventNames.map(kindOf))].map((kind) => ({
    label: kindWords(kind),
    options: [
      { value: kind, label: eventWords(`${kind}.everything`) },
      ...auditEventNames
        .filter((name) => kindOf(name) === kind)
        .map((name) => ({ value: name, label: eventWords(name) })),
    ],
  })),
];

const KINDS = [
  { value: '', label: 'Every kind of object' },
  ...auditSubjectKinds.map((kind) => ({ value: kind, label: SUBJECT_WORDS[kind] })),
];

function kindOf(event: string): string {
  return event.split('.')[0] ?? event;
}
