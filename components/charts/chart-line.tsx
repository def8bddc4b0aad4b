import { line } from 'd3-shape';
import type { ChartScales } from './chart-frame';
import type { ChartTone } from './chart-legend';

/** A line through the middles of the columns, with a gap where there is no value. */
export function ChartLine({
  values,
  scales,
  tone,
}: {
  values: readonly (number | null)[];
  scales: ChartScales;
  tone: ChartTone;
}) {
  const path = line<number | null>()
    .defined((value) => value !== null)
    .x((_, index) => scales.middle(index))
    .y((value) => scales.top(value ?? 0));
  return (
    // Stretched across the plot; the line's own width is not.
    <svg
      width="100%"
      height={scales.bottom}
      viewBox={`0 0 100 ${scales.bottom}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path d={path(values) ?? ''} className={`chart-line chart-${tone}`} />
    </svg>
  );
}
