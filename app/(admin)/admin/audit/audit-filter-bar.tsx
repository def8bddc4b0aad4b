import Form from 'next/form';
import Link from 'next/link';
import { buttonClass } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { auditEventNames } from '@/core/audit-events';
import { eventWords } from '../event-words';

type Asked = { event: string; who: string; object: string; from: string; to: string };

/** The log's filters as a GET form: what is chosen stands in the address and works without JavaScript. */
export function AuditFilterBar({
  path,
  asked,
  resetHref,
}: {
  path: string;
  asked: Asked;
  resetHref: string | undefined;
}) {
  return (
    <Form action={path} role="search" className="flex flex-wrap items-center gap-2">
      {asked.object && <input type="hidden" name="object" value={asked.object} />}
      <Select name="event" aria-label="Event" options={EVENTS} defaultValue={asked.event} className="min-w-40" />
      <Input
        type="search"
        name="who"
        aria-label="Who did it"
        placeholder="Who did it"
        defaultValue={asked.who}
        className="w-44 max-sm:w-full"
      />
      <span className="flex items-center gap-2 text-ink-muted text-sm">
        <Input type="date" name="from" aria-label="From this day (UTC)" defaultValue={asked.from} className="w-36" />
        to
        <Input type="date" name="to" aria-label="Until this day (UTC)" defaultValue={asked.to} className="w-36" />
      </span>
      <button type="submit" className={buttonClass()}>
        Filter
      </button>
      {resetHref && (
        <Link href={resetHref} className={buttonClass({ variant: 'ghost' })}>
          Clear
        </Link>
      )}
    </Form>
  );
}

/** Every kind of object, each followed by what can happen to it. */
const EVENTS = [
  { value: '', label: 'Every event' },
  ...[...new Set(auditEventNames.map(kindOf))].flatMap((kind) => [
    { value: kind, label: eventWords(`${kind}.everything`) },
    ...auditEventNames
      .filter((name) => kindOf(name) === kind)
      .map((name) => ({ value: name as string, label: eventWords(name) })),
  ]),
];

function kindOf(event: string): string {
  return event.split('.')[0] ?? event;
}
