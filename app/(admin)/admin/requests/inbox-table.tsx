import { PanelRight } from 'lucide-react';
import Link from 'next/link';
import { AgeBadge } from '@/components/asking/age-badge';
import { rateWords } from '@/components/asking/plan-words';
import { Badge } from '@/components/ui/badge';
import { buttonClass } from '@/components/ui/button';
import { RowCheck, RowCheckAll } from '@/components/ui/row-check';
import { Table, TBody, TCell, TH, THead, TRow } from '@/components/ui/table';
import type { InboxLine } from '@/core/inbox/inbox-lines';
import { nameOfMatter } from '@/core/inbox/matter';
import { INBOX_FORM } from './inbox-form-id';
import { hrefOfLine, nameOfLine } from './inbox-words';

type Columns = {
  now: Date;
  lateAfterDays: number;
  isSelectable: boolean;
  /** The matter that is open beside the list, or empty: the columns that stand there too make room. */
  opened: string;
  hrefOf: (matter: string) => string;
};

/**
 * What waits, to scan: who, for what, on which terms, since when. Rows can be chosen for the form above them, and looked
 * into beside the list.
 */
export function InboxTable({ lines, ...columns }: Columns & { lines: readonly InboxLine[] }) {
  const { isSelectable, opened } = columns;
  // Columns of what nothing else has stand only where there is a request.
  const hasRequest = lines.some(({ kind }) => kind === 'request');
  return (
    <Table label="What waits">
      <THead>
        {isSelectable && (
          <TH fit>
            <RowCheckAll form={INBOX_FORM} label="Select all rows" />
          </TH>
        )}
        <TH>Who or what</TH>
        <TH>Asks for</TH>
        {!opened && <TH hideBelow="lg">Requested by</TH>}
        {!opened && hasRequest && <TH hideBelow="md">Plan</TH>}
        {hasRequest && <TH hideBelow="md">Taken care of by</TH>}
        <TH hideBelow="sm">Waits since</TH>
        <TH label="Look" align="end" hideBelow="lg" fit />
      </THead>
      <TBody>
        {lines.map((line) => (
          <InboxRow key={nameOfMatter(line)} line={line} hasRequest={hasRequest} {...columns} />
        ))}
      </TBody>
    </Table>
  );
}

function InboxRow({
  line,
  hasRequest,
  now,
  lateAfterDays,
  isSelectable,
  opened,
  hrefOf,
}: Columns & { line: InboxLine; hasRequest: boolean }) {
  const matter = nameOfMatter(line);
  const age = <AgeBadge since={line.since} now={now} lateAfterDays={lateAfterDays} />;
  return (
    <TRow data-matter={matter} data-cursor={matter === opened || undefined}>
      {isSelectable && (
        <TCell fit>
          <RowCheck form={INBOX_FORM} value={matter} label={`Select ${nameOfLine(line)}`} />
        </TCell>
      )}
      <TCell rowHeader className="sm:min-w-36">
        <Link href={hrefOfLine(line)} className="link">
          {nameOfLine(line)}
        </Link>
        <span className="block font-normal text-ink-muted text-xs">{companyOf(line)}</span>
      </TCell>
      <TCell>
        <Asks line={line} />
        <span className="mt-1 block sm:hidden">{age}</span>
      </TCell>
      {!opened && (
        <TCell hideBelow="lg">
          {line.personName ?? 'Somebody who has left'}
          <span className="block text-ink-muted text-xs">{line.personEmail}</span>
        </TCell>
      )}
      {!opened && hasRequest && <TCell hideBelow="md">{line.kind === 'request' && <Plan line={line} />}</TCell>}
      {hasRequest && <TCell hideBelow="md">{line.kind === 'request' && <HeldBy line={line} />}</TCell>}
      <TCell hideBelow="sm">{age}</TCell>
      <TCell align="end" hideBelow="lg" fit>
        <LookLink name={nameOfLine(line)} isOpen={matter === opened} href={hrefOf(matter === opened ? '' : matter)} />
      </TCell>
    </TRow>
  );
}

/** Opens the matter beside the list, and closes it again. */
function LookLink({ name, isOpen, href }: { name: string; isOpen: boolean; href: string }) {
  return (
    <Link
      href={href}
      scroll={false}
      data-look=""
      aria-label={isOpen ? `Close ${name}` : `Look at ${name}`}
      className={buttonClass({ variant: 'ghost', size: 'sm' }, 'btn-icon')}
    >
      <PanelRight aria-hidden="true" />
    </Link>
  );
}

type RequestRow = Extract<InboxLine, { kind: 'request' }>;

function Plan({ line }: { line: RequestRow }) {
  return (
    <>
      {line.planName}
      <span className="block text-ink-muted text-xs">{rateWords(line)}</span>
    </>
  );
}

function companyOf(line: InboxLine): string {
  if (line.kind === 'organization') return line.personName ? `For ${line.personName}` : 'Nobody asks for it any more';
  if (line.kind === 'developer') return line.personEmail ?? '';
  return line.companyName ?? 'A developer on their own';
}

/** What would be given, and whether somebody else has to act first. */
function Asks({ line }: { line: InboxLine }) {
  if (line.kind === 'developer') {
    return (
      <>To be let in{line.companyName && <span className="text-ink-muted">, as one of {line.companyName}</span>}</>
    );
  }
  if (line.kind === 'organization') {
    return (
      <>
        An organization
        {line.purpose && <span className="line-clamp-2 block text-ink-muted text-xs">{line.purpose}</span>}
      </>
    );
  }
  return (
    <>
      {line.productNames}
      {line.catalogName && <span className="block text-ink-muted text-xs">{line.catalogName}</span>}
      <span className="flex flex-wrap gap-1 not-empty:mt-1">
        {line.isChange && <Badge tone="accent">Changes a key</Badge>}
        {line.isAsked && <Badge tone="info">Developer answers</Badge>}
        {line.isThirdPartys && !line.isAsked && <Badge tone="info">Another system decides</Badge>}
        {line.isNudged && <Badge tone="warning">Asked about</Badge>}
      </span>
    </>
  );
}

function HeldBy({ line }: { line: RequestRow }) {
  return line.holder ? line.holder.name : <span className="text-ink-muted">Nobody</span>;
}
