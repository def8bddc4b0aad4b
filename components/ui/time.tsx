const UNITS: readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });
const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });

/** A moment: `relative` (*2 hours ago*), the `day`, or the `moment`; exact, in UTC, on hover and for machines. */
export function Time({
  value,
  now,
  format = 'relative',
}: {
  value: Date | string;
  now: Date;
  format?: 'relative' | 'day' | 'moment';
}) {
  const at = new Date(value);
  const exact = `${moment.format(at)} UTC`;
  const words = { relative: () => timeAgo(at, now), day: () => day.format(at), moment: () => exact };
  return (
    <time dateTime={at.toISOString()} title={exact} className="whitespace-nowrap">
      {words[format]()}
    </time>
  );
}

/** A moment in words, seen from `now`: *just now*, *5 minutes ago*, *in 3 days*. */
export function timeAgo(at: Date, now: Date): string {
  const seconds = Math.round((at.getTime() - now.getTime()) / 1000);
  const fitting = UNITS.find(([, size]) => Math.abs(seconds) >= size);
  if (!fitting) return seconds > 0 ? 'in a moment' : 'just now';
  const [unit, size] = fitting;
  return relative.format(Math.trunc(seconds / size), unit);
}
