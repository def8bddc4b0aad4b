import { scaleBand, scaleLinear } from 'd3-scale';
import { momentWords, valueWords } from './chart-words';

const HEIGHT = 48;
/** So that a quiet day is seen as a day. */
const BAR_MIN = 2;

/** A few days at a glance, without grid and words; `label` says what one would see. */
export function SparkBars({ label, days }: { label: string; days: readonly { at: Date; value: number }[] }) {
  const across = scaleBand<number>()
    .domain(days.map((_, index) => index))
    .range([0, 100])
    .paddingInner(0.2);
  const up = scaleLinear()
    .domain([0, Math.max(1, ...days.map(({ value }) => value))])
    .range([BAR_MIN, HEIGHT]);
  return (
    <svg width="100%" height={HEIGHT} role="img" aria-label={label} className="block">
      {days.map(({ at, value }, index) => (
        <g key={at.getTime()} className={value > 0 ? 'chart-accent' : 'chart-before'}>
          <title>{`${momentWords(at, 'day')}: ${valueWords(value, 'count')}`}</title>
          <rect
            x={`${across(index) ?? 0}%`}
            width={`${across.bandwidth()}%`}
            y={HEIGHT - up(value)}
            height={up(value)}
            rx="1"
            className="chart-bar"
          />
        </g>
      ))}
    </svg>
  );
}
