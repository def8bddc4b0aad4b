import { BarChart } from '@/components/charts/bar-chart';
import { momentWords, shareWords, valueWords } from '@/components/charts/chart-words';
import { LineChart } from '@/components/charts/line-chart';
import { Card } from '@/components/ui/card';
import { Stat } from '@/components/ui/stat';
import type { UsageTally } from '@/core/ports/usage';
import type { Measured } from '@/core/usage/measure';
import { averageLatency, errorClasses } from '@/core/usage/tally';
import type { UsageRange } from '@/core/usage/usage-range';
import { PointTable } from './point-table';
import { beforeWords, SPAN_WORDS } from './usage-query';

/** Calls, errors and latency of a time beside the one before: in figures, as charts, and as a table. */
export function UsageFigures({ measured, range }: { measured: Measured; range: UsageRange }) {
  const { points } = measured;
  const beforeLabel = beforeWords(range.span);
  return (
    <>
      <UsageStats now={measured.now} before={measured.before} beforeLabel={beforeLabel} />
      <Card>
        <BarChart
          title="Calls"
          summary={callsInWords(measured, range)}
          unit={range.unit}
          series={[
            { label: 'Answered', tone: 'accent' },
            { label: 'Client errors (4xx)', tone: 'warning' },
            { label: 'Server errors (5xx)', tone: 'danger' },
          ]}
          columns={points.map(({ at, now, before }) => ({ at, values: partsOf(now), before: before.calls }))}
          beforeLabel={beforeLabel}
        >
          <PointTable points={points} unit={range.unit} beforeLabel={beforeLabel} />
        </BarChart>
      </Card>
      <Card>
        <LineChart
          title="Average latency"
          summary={latencyInWords(measured, range)}
          unit={range.unit}
          label="Average latency"
          beforeLabel={beforeLabel}
          points={points.map(({ at, now, before }) => ({
            at,
            value: averageLatency(now),
            before: averageLatency(before),
          }))}
        />
      </Card>
    </>
  );
}

function partsOf(tally: UsageTally): number[] {
  const { clientErrors, serverErrors } = errorClasses(tally);
  return [Math.max(0, tally.calls - clientErrors - serverErrors), clientErrors, serverErrors];
}

function UsageStats({ now, before, beforeLabel }: { now: UsageTally; before: UsageTally; beforeLabel: string }) {
  const [latency, latencyBefore] = [averageLatency(now), averageLatency(before)];
  const earlier = beforeLabel.toLowerCase();
  return (
    <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      <Stat label="Calls" value={valueWords(now.calls, 'count')} hint={callsChange(now.calls, before.calls, earlier)} />
      <Stat
        label="Errors"
        value={shareWords(now.errors, now.calls)}
        hint={`${valueWords(now.errors, 'count')} calls; ${shareWords(before.errors, before.calls)} in ${earlier}`}
      />
      <Stat
        label="Average latency"
        value={latency === null ? '–' : valueWords(latency, 'ms')}
        hint={latencyBefore === null ? `No calls in ${earlier}` : `${valueWords(latencyBefore, 'ms')} in ${earlier}`}
      />
      <Stat
        label="Over the rate limit"
        value={valueWords(now.codes['429'], 'count')}
        hint={`Answered with 429; ${valueWords(before.codes['429'], 'count')} in ${earlier}`}
      />
    </div>
  );
}

const change = new Intl.NumberFormat('en', { style: 'percent', signDisplay: 'exceptZero', maximumFractionDigits: 0 });

function callsChange(now: number, before: number, earlier: string): string {
  if (before === 0) return `None in ${earlier}`;
  return `${change.format(now / before - 1)} to ${earlier} (${valueWords(before, 'count')})`;
}

function callsInWords({ now, points }: Measured, { span, unit }: UsageRange): string {
  const all = `${valueWords(now.calls, 'count')} calls in the last ${SPAN_WORDS[span]}, ${valueWords(now.errors, 'count')} of them errors`;
  const busiest = points.reduce<Measured['points'][number] | null>(
    (most, point) => (point.now.calls > (most?.now.calls ?? 0) ? point : most),
    null,
  );
  if (!busiest) return `${all}.`;
  return `${all}. The most on ${momentWords(busiest.at, unit)}: ${valueWords(busiest.now.calls, 'count')}.`;
}

function latencyInWords({ now, before }: Measured, { span }: UsageRange): string {
  const words = (tally: UsageTally) => {
    const average = averageLatency(tally);
    return average === null ? 'no calls' : valueWords(average, 'ms');
  };
  return `Average latency of the last ${SPAN_WORDS[span]}: ${words(now)}; of the ${SPAN_WORDS[span]} before: ${words(before)}.`;
}
