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

/**
 * What waits, to scan: who, for what, on which terms, since when. Rows can be chosen for the form above them, and
 * looked into beside the list. With something open the columns that stand there too make room.
 */
export function InboxTable({
  lines,
  now,
  lateAfterDays,
  isSelectable,
  opened,
  hrefOf,
}: {
  lines: readonly InboxLine[];
  now: Date;
  lateAfterDays: number;
  isSelectable: boolean;
  /** The matter that is open beside the list, or empty. */
  opened: string;
  hrefOf: (matter: string) => string;
}) {
  const isWide = !opened;
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
        {isWide && <TH hideBelow="lg">Requested by</TH>}
        {isWide && <TH hideBelow="md">Plan</TH>}
        <TH hideBelow="md">Taken care of by</TH>
        <TH hideBelow="sm">Waits since</TH>
        <TH label="Look" align="end" hideBelow="lg" fit />
      </THead>
      <TBody>
        {lines.map((line) => {
          const matter = nameOfMatter(line);
          return (
            <TRow key={matter} data-matter={matter} data-cursor={matter === opened || undefined}>
              {isSelectable && (
                <TCell fit>
                  <RowCheck form={INBOX_FORM} value={matter} label={`Select ${nameOfLine(line)}`} />
                </TCell>
              )}
              <TCell rowHeader>
                <Link href={hrefOfLine(line)} className="link">
                  {nameOfLine(line)}
                </Link>
                <span className="block font-normal text-ink-muted text-xs">{companyOf(line)}</span>
              </TCell>
              <TCell>
                <Asks line={line} />
                <span className="mt-1 block sm:hidden">
                  <AgeBadge since={line.since} now={now} lateAfterDays={lateAfterDays} />
                </span>
              </TCell>
              {isWide && (
                <TCell hideBelow="lg">
                  {line.personName ?? 'Somebody who has left'}
                  <span className="block text-ink-muted text-xs">{line.personEmail}</span>
                </TCell>
              )}
              {isWide && (
                <TCell hideBelow="md">
                  {line.kind === 'request' && (
                    <>
                      {line.planName}
                      <span className="block text-ink-muted text-xs">{rateWords(line)}</span>
                    </>
                  )}
                </TCell>
              )}
              <TCell hideBelow="md">{line.kind === 'request' && <HeldBy line={line} />}</TCell>
              <TCell hideBelow="sm">
                <AgeBadge since={line.since} now={now} lateAfterDays={lateAfterDays} />
              </TCell>
              <TCell align="end" hideBelow="lg" fit>
                <Link
                  href={hrefOf(matter === opened ? '' : matter)}
                  scroll={false}
                  data-look=""
                  aria-label={matter === opened ? `Close ${nameOfLine(line)}` : `Look at ${nameOfLine(line)}`}
                  className={buttonClass({ variant: 'ghost', size: 'sm' }, 'btn-icon')}
                >
                  <PanelRight aria-hidden="true" />
                </Link>
              </TCell>
            </TRow>
          );
        })}
      </TBody>
    </Table>
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

function HeldBy({ line }: { line: Extract<InboxLine, { kind: 'request' }> }) {
  return line.holder ? line.holder.name : <span className="text-ink-muted">Nobody</span>;
}
