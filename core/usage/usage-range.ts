/** How far back figures reach, in hours, days and weeks. */
export const USAGE_SPANS = ['24h', '7d', '4w', '13w'] as const;
/** One of them. */
export type UsageSpan = (typeof USAGE_SPANS)[number];
/** What one point of a chart stands for (UTC). */
export type UsageUnit = 'hour' | 'day';

/** A time and the one before it, of the same length and, but for a day, the same hours of the same days of the week. */
export type UsageRange = {
  span: UsageSpan;
  unit: UsageUnit;
  from: Date;
  /** The end of the hour that runs. */
  until: Date;
  before: { from: Date; until: Date };
  /** The start of each hour or day in it, oldest first. */
  starts: Date[];
};

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const SPAN_MS: Record<UsageSpan, number> = { '24h': DAY_MS, '7d': 7 * DAY_MS, '4w': 28 * DAY_MS, '13w': 91 * DAY_MS };

/**
 * The newest hours or days (UTC), the one that runs included. The time before is moved back by the whole span, so that
 * a day that has only begun is compared with the same hours and not with a whole day.
 */
export function usageRange(wish: { span: UsageSpan; unit?: UsageUnit | undefined }, now: Date): UsageRange {
  const unit = wish.span === '24h' ? 'hour' : wish.span === '7d' ? (wish.unit ?? 'day') : 'day';
  const unitMs = unit === 'hour' ? HOUR_MS : DAY_MS;
  const until = startOf(now, HOUR_MS) + HOUR_MS;
  const spanMs = SPAN_MS[wish.span];
  const from = unit === 'hour' ? until - spanMs : startOf(now, DAY_MS) - spanMs + DAY_MS;
  const starts = Array.from(
    { length: Math.ceil((until - from) / unitMs) },
    (_, index) => new Date(from + index * unitMs),
  );
  return {
    span: wish.span,
    unit,
    from: new Date(from),
    until: new Date(until),
    before: { from: new Date(from - spanMs), until: new Date(until - spanMs) },
    starts,
  };
}

function startOf(at: Date, unitMs: number): number {
  return Math.floor(at.getTime() / unitMs) * unitMs;
}
