import type { ReactNode } from 'react';
import { ChartFrame } from './chart-frame';
import { ChartLegend } from './chart-legend';
import { ChartLine } from './chart-line';
import { momentWords, valueWords } from './chart-words';

/** One hour or day; null where there was nothing to measure. */
type LinePoint = { at: Date; value: number | null; before: number | null };

/** Milliseconds over time, with the time before. `summary` says in a sentence what one would see. */
export function LineChart({
  title,
  summary,
  unit,
  label,
  beforeLabel,
  points,
  children,
}: {
  title: string;
  summary: string;
  unit: 'hour' | 'day';
  label: string;
  beforeLabel: string;
  points: readonly LinePoint[];
  children?: ReactNode;
}) {
  const max = Math.max(0, ...points.flatMap(({ value, before }) => [value ?? 0, before ?? 0]));
  const words = (value: number | null) => (value === null ? 'none' : valueWords(value, 'ms'));
  return (
    <figure className="grid gap-3">
      <figcaption className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <span className="font-semibold">{title}</span>
        <ChartLegend
          entries={[
            { label, tone: 'accent', isLine: true },
            { label: beforeLabel, tone: 'before', isLine: true },
          ]}
        />
      </figcaption>
      <ChartFrame label={summary} starts={points.map(({ at }) => at)} unit={unit} max={max} measure="ms">
        {(scales) => (
          <>
            <ChartLine values={points.map(({ before }) => before)} scales={scales} tone="before" />
            <ChartLine values={points.map(({ value }) => value)} scales={scales} tone="accent" />
            {points.map((point, index) => (
              <g key={point.at.getTime()} className="chart-column chart-accent">
                <title>
                  {`${momentWords(point.at, unit)}\n${label}: ${words(point.value)}\n${beforeLabel}: ${words(point.before)}`}
                </title>
                <rect
                  x={`${scales.left(index)}%`}
                  width={`${scales.width}%`}
                  y="0"
                  height={scales.bottom}
                  fill="transparent"
                />
                {point.value !== null && (
                  <circle cx={`${scales.middle(index)}%`} cy={scales.top(point.value)} r="3" className="chart-dot" />
                )}
              </g>
            ))}
          </>
        )}
      </ChartFrame>
      {children}
    </figure>
  );
}
