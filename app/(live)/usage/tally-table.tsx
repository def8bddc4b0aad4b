import type { ReactNode } from 'react';
import { shareWords, valueWords } from '@/components/charts/chart-words';
import { SectionHeader } from '@/components/ui/page-header';
import { Table, TBody, TCell, TH, THead, TRow } from '@/components/ui/table';
import type { UsageTally } from '@/core/ports/usage';
import { averageLatency } from '@/core/usage/tally';

type TallyRow = { id: string; name: ReactNode; now: UsageTally; before?: UsageTally };

/** Apps, keys, organizations or products beside each other. `of` heads the first column, `empty` stands for no row. */
export function TallyTable({
  title,
  description,
  of,
  rows,
  empty,
}: {
  title: string;
  description?: string;
  of: string;
  rows: readonly TallyRow[];
  empty: string;
}) {
  const hasBefore = rows.some(({ before }) => before !== undefined);
  return (
    <div className="grid content-start gap-3">
      <SectionHeader title={title} {...(description && { description })} />
      {rows.length === 0 ? (
        <p className="text-ink-muted text-sm">{empty}</p>
      ) : (
        <Table label={title}>
          <THead>
            <TH>{of}</TH>
            <TH align="end">Calls</TH>
            {hasBefore && (
              <TH align="end" hideBelow="md">
                Before
              </TH>
            )}
            <TH align="end">Errors</TH>
            <TH align="end" hideBelow="sm">
              Latency
            </TH>
          </THead>
          <TBody>
            {rows.map((row) => (
              <Row key={row.id} row={row} hasBefore={hasBefore} />
            ))}
          </TBody>
        </Table>
      )}
    </div>
  );
}

function Row({ row: { name, now, before }, hasBefore }: { row: TallyRow; hasBefore: boolean }) {
  const latency = averageLatency(now);
  return (
    <TRow>
      <TCell rowHeader>{name}</TCell>
      <TCell align="end">{valueWords(now.calls, 'count')}</TCell>
      {hasBefore && (
        <TCell align="end" hideBelow="md">
          {before ? valueWords(before.calls, 'count') : '–'}
        </TCell>
      )}
      <TCell align="end">{shareWords(now.errors, now.calls)}</TCell>
      <TCell align="end" hideBelow="sm">
        <span className="whitespace-nowrap">{latency === null ? '–' : valueWords(latency, 'ms')}</span>
      </TCell>
    </TRow>
  );
}
