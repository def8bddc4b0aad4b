import Link from 'next/link';
import { Badge } from '@/components/ui/badge';
import { Table, TBody, TCell, TH, THead, TRow } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import type { DryRow } from '@/core/approval-rules/dry-run';
import { OUTCOME_WORDS } from '../rule-words';

const WAS: Record<DryRow['was'], string> = {
  approved: 'Approved',
  declined: 'Declined',
  automatic: 'Approved by itself',
  undecided: 'Not decided',
};

/** Past requests with what became of them and what the rules would have said. */
export function RowsTable({ rows, now, hasMore }: { rows: readonly DryRow[]; now: Date; hasMore: boolean }) {
  if (rows.length === 0) return <p className="text-ink-muted">It applies to none of them.</p>;
  return (
    <>
      <Table label="Past requests">
        <THead>
          <TH>App</TH>
          <TH hideBelow="sm">Organization</TH>
          <TH hideBelow="lg">Plan</TH>
          <TH hideBelow="md">Asked</TH>
          <TH>Was</TH>
          <TH>Would have been</TH>
        </THead>
        <TBody>
          {rows.map((row) => (
            <TRow key={row.requestId}>
              <TCell rowHeader className="min-w-32">
                <Link href={`/admin/requests/${row.requestId}`} className="link [overflow-wrap:anywhere]">
                  {row.appName}
                </Link>
              </TCell>
              <TCell hideBelow="sm">{row.organizationName}</TCell>
              <TCell hideBelow="lg">{row.planName}</TCell>
              <TCell hideBelow="md">
                <Time value={row.createdAt} now={now} />
              </TCell>
              <TCell>{row.isAgainst ? <Badge tone="danger">{WAS[row.was]}</Badge> : WAS[row.was]}</TCell>
              <TCell>
                {OUTCOME_WORDS[row.would]}
                {row.ruleName && <span className="block text-ink-muted text-xs">{row.ruleName}</span>}
              </TCell>
            </TRow>
          ))}
        </TBody>
      </Table>
      {hasMore && <p className="text-ink-muted text-sm">These are the first {rows.length} of them.</p>}
    </>
  );
}
