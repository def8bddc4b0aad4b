import { stack } from 'd3-shape';
import type { ReactNode } from 'react';
import { ChartFrame, type ChartScales } from './chart-frame';
import { ChartLegend, type ChartTone } from './chart-legend';
import { ChartLine } from './chart-line';
import { momentWords, valueWords } from './chart-words';

type BarSeries = { label: string; tone: ChartTone };
/** One hour or day: a value for each series, and the whole of the same one before. */
type BarColumn = { at: Date; values: readonly number[]; before: number };

/**
 * Values over time, one on top of the other, with the time before as a line. `summary` says in a sentence what one
 * would see; `children` is where the same stands as a table.
 */
export function BarChart({
  title,
  summary,
  unit,
  series,
  columns,
  beforeLabel,
  children,
}: {
  title: string;
  summary: string;
  unit: 'hour' | 'day';
  series: readonly BarSeries[];
  columns: readonly BarColumn[];
  beforeLabel: string;
  children?: ReactNode;
}) {
  const max = Math.max(0, ...columns.map(wholeOf), ...columns.map(({ before }) => before));
  return (
    <figure className="grid gap-3">
      <figcaption className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <span className="font-semibold">{title}</span>
        <ChartLegend entries={[...series, { label: beforeLabel, tone: 'before', isLine: true }]} />
      </figcaption>
      <ChartFrame label={summary} starts={columns.map(({ at }) => at)} unit={unit} max={max} measure="count">
        {(scales) => (
          <>
            <Columns unit={unit} series={series} columns={columns} beforeLabel={beforeLabel} scales={scales} />
            <ChartLine values={columns.map(({ before }) => before)} scales={scales} tone="before" />
          </>
        )}
      </ChartFrame>
      {children}
    </figure>
  );
}

function wholeOf({ values }: BarColumn): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function Columns({
  unit,
  series,
  columns,
  beforeLabel,
  scales,
}: {
  unit: 'hour' | 'day';
  series: readonly BarSeries[];
  columns: readonly BarColumn[];
  beforeLabel: string;
  scales: ChartScales;
}) {
  const layers = stack<BarColumn, number>()
    .keys(series.map((_, index) => index))
    .value(({ values }, index) => values[index] ?? 0)(columns);
  return columns.map((column, index) => (
    <g key={column.at.getTime()} className="chart-column">
      <title>
        {[
          momentWords(column.at, unit),
          ...series.map(({ label }, at) => `${label}: ${valueWords(column.values[at] ?? 0, 'count')}`),
          `${beforeLabel}: ${valueWords(column.before, 'count')}`,
        ].join('\n')}
      </title>
      <rect
        x={`${scales.left(index)}%`}
        width={`${scales.width}%`}
        y="0"
        height={scales.bottom}
        className="chart-hit"
      />
      {layers.map((layer) => {
        const [from = 0, to = 0] = layer[index] ?? [];
        return (
          to > from && (
            <rect
              key={layer.key}
              x={`${scales.left(index)}%`}
              width={`${scales.width}%`}
              y={scales.top(to)}
              height={scales.top(from) - scales.top(to)}
              className={`chart-bar chart-${series[layer.key]?.tone}`}
            />
          )
        );
      })}
    </g>
  ));
}
