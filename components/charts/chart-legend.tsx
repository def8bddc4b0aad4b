/** What a part of a chart says, by its colour. `before` is the time before. */
export type ChartTone = 'accent' | 'warning' | 'danger' | 'before';

/** What the colours of a chart stand for. Lines look like lines. */
export function ChartLegend({ entries }: { entries: readonly { label: string; tone: ChartTone; isLine?: boolean }[] }) {
  return (
    <ul className="chart-legend">
      {entries.map(({ label, tone, isLine = false }) => (
        <li key={label}>
          <svg width="12" height="12" aria-hidden="true" className={`chart-${tone}`}>
            {isLine ? (
              <line x1="0" x2="12" y1="6" y2="6" className={`chart-line chart-${tone}`} />
            ) : (
              <rect width="12" height="12" rx="2" className="chart-bar" />
            )}
          </svg>
          {label}
        </li>
      ))}
    </ul>
  );
}
