import Link from 'next/link';
import { RequestStatus } from '@/components/asking/request-status';
import { Table, TBody, TCell, TH, THead, TRow } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import type { DecidedLine } from '@/core/inbox/list-decided';
import { deciderWords, hrefOfLine, KIND_WORDS } from './inbox-words';

/** What was decided, by whom, and why. */
export function HistoryTable({ lines, now }: { lines: readonly DecidedLine[]; now: Date }) {
  return (
    <Table label="Decided requests">
      <THead>
        <TH>Who or what</TH>
        <TH>Asked for</TH>
        <TH hideBelow="lg">Requested by</TH>
        <TH>State</TH>
        <TH hideBelow="md">Decided by</TH>
        <TH hideBelow="sm">When</TH>
      </THead>
      <TBody>
        {lines.map((line) => (
          <TRow key={line.id}>
            <TCell rowHeader className="sm:min-w-36">
              <Link href={hrefOfLine({ kind: line.kind, id: line.subjectId })} className="link">
                {line.name}
              </Link>
              {line.companyName && <span className="block font-normal text-ink-muted text-xs">{line.companyName}</span>}
            </TCell>
            <TCell>
              {line.productNames ?? KIND_WORDS[line.kind].one}
              {line.planName && <span className="block text-ink-muted text-xs">{line.planName}</span>}
            </TCell>
            <TCell hideBelow="lg">{line.personName ?? 'Somebody who has left'}</TCell>
            <TCell>
              <RequestStatus status={line.status} />
              {line.reason && <span className="line-clamp-2 block text-ink-muted text-xs">{line.reason}</span>}
              <span className="block text-ink-muted text-xs sm:hidden">
                <Time value={line.at} now={now} />
              </span>
            </TCell>
            <TCell hideBelow="md">
              {deciderWords(line)}
              {line.ruleName && <span className="block text-ink-muted text-xs">Rule: {line.ruleName}</span>}
            </TCell>
            <TCell hideBelow="sm">
              <Time value={line.at} now={now} />
            </TCell>
          </TRow>
        ))}
      </TBody>
    </Table>
  );
}
