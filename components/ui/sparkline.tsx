const WIDTH = 120;
const HEIGHT = 32;
const INSET = 2;

/** A small line of figures over time, drawn on the server. `label` says in words what it shows. */
export function Sparkline({
  values,
  label,
  className,
}: {
  values: readonly number[];
  label: string;
  className?: string;
}) {
  const points = place(values);
  if (points.length < 2) return null;
  const line = points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      className={className}
      fill="none"
    >
      <polygon points={`${INSET},${HEIGHT} ${line} ${WIDTH - INSET},${HEIGHT}`} fill="var(--accent-soft)" />
      <polyline
        points={line}
        stroke="var(--accent-text)"
        strokeWidth="1.5"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
    </svg>
  );
}

function place(values: readonly number[]): [x: number, y: number][] {
  const highest = Math.max(...values, 1);
  const step = (WIDTH - 2 * INSET) / Math.max(values.length - 1, 1);
  return values.map((value, index) => [
    INSET + index * step,
    HEIGHT - INSET - (value / highest) * (HEIGHT - 2 * INSET),
  ]);
}
