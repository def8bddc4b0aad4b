const count = new Intl.NumberFormat('en');
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const precise = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });
const hour = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const moment = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
});

/** What a chart measures: numbers of things, or milliseconds. */
export type ChartMeasure = 'count' | 'ms';

/** A value in full: *12,345*, *87.5 ms*. */
export function valueWords(value: number, measure: ChartMeasure): string {
  return measure === 'ms' ? `${precise.format(value)} ms` : count.format(value);
}

/** A value beside a line of the grid: *12K*. */
export function tickWords(value: number, measure: ChartMeasure): string {
  return measure === 'ms' ? `${compact.format(value)} ms` : compact.format(value);
}

/** Beneath a column: *14:00*, *12 Mar*. */
export function axisWords(at: Date, unit: 'hour' | 'day'): string {
  return unit === 'hour' ? hour.format(at) : day.format(at);
}

/** An hour or a day in full: *Thu 12 Mar, 14:00 UTC*. */
export function momentWords(at: Date, unit: 'hour' | 'day'): string {
  return unit === 'hour' ? `${moment.format(at)}, ${hour.format(at)} UTC` : moment.format(at);
}

/** A share of a whole: *3.4%*; of nothing a dash. */
export function shareWords(part: number, whole: number): string {
  return whole === 0 ? '–' : percent.format(part / whole);
}
