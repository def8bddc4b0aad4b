import { scaleBand, scaleLinear } from 'd3-scale';
import type { ReactNode } from 'react';
import { axisWords, type ChartMeasure, tickWords } from './chart-words';

/** Of the columns, in pixels; the words beneath them come on top of it. */
const PLOT_HEIGHT = 180;
const WORDS_HEIGHT = 24;
const TOP = 8;
const TICKS = 4;
/** As many words as fit beneath a chart on a telephone. */
const WORDS_MAX = 6;
/** The room for the words beside the grid, in pixels. */
const AXIS_WIDTH = 48;

/** Where things of a chart are: across in per cent, up in pixels. */
export type ChartScales = {
  left(index: number): number;
  middle(index: number): number;
  width: number;
  top(value: number): number;
  bottom: number;
};

/** The grid, what stands beside it and beneath it, and a place for the columns or lines. `label` says it in words. */
export function ChartFrame({
  label,
  starts,
  unit,
  max,
  measure,
  children,
}: {
  label: string;
  starts: readonly Date[];
  unit: 'hour' | 'day';
  max: number;
  measure: ChartMeasure;
  children: (scales: ChartScales) => ReactNode;
}) {
  const up = scaleLinear()
    .domain([0, Math.max(max, measure === 'count' ? TICKS : 1)])
    .nice(TICKS)
    .range([PLOT_HEIGHT, TOP]);
  const across = scaleBand<number>()
    .domain(starts.map((_, index) => index))
    .range([0, 100])
    .paddingInner(0.25)
    .paddingOuter(0.15);
  const left = (index: number) => across(index) ?? 0;
  const middle = (index: number) => left(index) + across.bandwidth() / 2;
  const every = Math.ceil(starts.length / WORDS_MAX);
  const height = PLOT_HEIGHT + WORDS_HEIGHT;
  return (
    <div className="chart">
      <svg width={AXIS_WIDTH} height={height} aria-hidden="true">
        {up.ticks(TICKS).map((tick) => (
          <text key={tick} x={AXIS_WIDTH} y={up(tick)} dy="0.32em" textAnchor="end">
            {tickWords(tick, measure)}
          </text>
        ))}
      </svg>
      <svg width="100%" height={height} role="img" aria-label={label}>
        {up.ticks(TICKS).map((tick) => (
          <line key={tick} x1="0" x2="100%" y1={up(tick)} y2={up(tick)} className="chart-grid" />
        ))}
        {children({ left, middle, width: across.bandwidth(), top: (value) => up(value), bottom: PLOT_HEIGHT })}
        {starts.map(
          (at, index) =>
            (starts.length - 1 - index) % every === 0 && (
              <text key={at.getTime()} x={`${middle(index)}%`} y={height - 4} textAnchor="middle">
                {axisWords(at, unit)}
              </text>
            ),
        )}
      </svg>
    </div>
  );
}
