import { momentWords, valueWords } from '@/components/charts/chart-words';
import { Table, TBody, TCell, TH, THead, TRow } from '@/components/ui/table';
import type { UsagePoint } from '@/core/usage/measure';
import { averageLatency, errorClasses } from '@/core/usage/tally';

/** The same as the charts, in figures; the newest first. */
export function PointTable({
  points,
  unit,
  beforeLabel,
}: {
  points: readonly UsagePoint[];
  unit: 'hour' | 'day';
  beforeLabel: string;
}) {
  return (
    <details>
      <summary className="link w-fit cursor-pointer text-sm">Show the figures as a table</summary>
      <Table label={unit === 'hour' ? 'Calls by hour' : 'Calls by day'} className="mt-3">
        <THead>
          <TH>{unit === 'hour' ? 'Hour (UTC)' : 'Day (UTC)'}</TH>
          <TH align="end">Calls</TH>
          <TH align="end">4xx</TH>
          <TH align="end">5xx</TH>
          <TH align="end" hideBelow="sm">
            Latency
          </TH>
          <TH align="end" hideBelow="sm">
            {beforeLabel}
          </TH>
        </THead>
        <TBody>
          {points.toReversed().map((point) => (
            <PointRow key={point.at.getTime()} point={point} unit={unit} />
          ))}
        </TBody>
      </Table>
    </details>
  );
}

function PointRow({ point: { at, now, before }, unit }: { point: UsagePoint; unit: 'hour' | 'day' }) {
  const { clientErrors, serverErrors } = errorClasses(now);
  const latency = averageLatency(now);
  return (
    <TRow>
      <TCell rowHeader>
        <time dateTime={at.toISOString()} className="whitespace-nowrap">
          {momentWords(at, unit)}
        </time>
      </TCell>
      <TCell align="end">{valueWords(now.calls, 'count')}</TCell>
      <TCell align="end">{valueWords(clientErrors, 'count')}</TCell>
      <TCell align="end">{valueWords(serverErrors, 'count')}</TCell>
      <TCell align="end" hideBelow="sm">
        <span className="whitespace-nowrap">{latency === null ? '–' : valueWords(latency, 'ms')}</span>
      </TCell>
      <TCell align="end" hideBelow="sm">
        {valueWords(before.calls, 'count')}
      </TCell>
    </TRow>
  );
}
