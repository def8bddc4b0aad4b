import type { ReactNode } from 'react';

/** From which share on a meter warns, and from which it alarms. */
const WARNS_FROM = 0.8;
const ALARMS_FROM = 1;

/** How much of something limited is used, such as a quota: a bar, and the same in words. */
export function Meter({ label, value, max, text }: { label: string; value: number; max: number; text?: ReactNode }) {
  const share = max > 0 ? Math.min(Math.max(value / max, 0), 1) : 0;
  const tone = share >= ALARMS_FROM ? 'danger' : share >= WARNS_FROM ? 'warning' : 'accent';
  return (
    <div className="grid gap-1.5 text-sm">
      <div className="flex justify-between gap-3">
        <span className="text-ink-muted">{label}</span>
        <span className="tabular-nums">{text ?? `${number.format(value)} of ${number.format(max)}`}</span>
      </div>
      <svg aria-hidden="true" className={`meter tone-${tone}`} width="100%" height="6">
        <rect width="100%" height="6" rx="3" className="meter-rail" />
        {share > 0 && <rect width={`${(share * 100).toFixed(1)}%`} height="6" rx="3" className="meter-bar" />}
      </svg>
    </div>
  );
}

const number = new Intl.NumberFormat('en');
