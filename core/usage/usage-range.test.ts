import { expect, test } from 'vitest';
import { USAGE_SPANS, usageRange } from './usage-range';

const NOW = new Date('2026-03-10T15:20:00.000Z');
const HOUR_MS = 3_600_000;

test('a day is its last 24 hours, the one that runs included', () => {
  const range = usageRange({ span: '24h' }, NOW);
  expect(range.unit).toBe('hour');
  expect(range.starts).toHaveLength(24);
  expect([range.starts[0], range.starts.at(-1)]).toEqual([
    new Date('2026-03-09T16:00:00.000Z'),
    new Date('2026-03-10T15:00:00.000Z'),
  ]);
  expect(range.until).toEqual(new Date('2026-03-10T16:00:00.000Z'));
});

test('weeks are whole days up to the running hour, seven days also hours', () => {
  expect(usageRange({ span: '4w', unit: 'hour' }, NOW)).toMatchObject({
    unit: 'day',
    from: new Date('2026-02-11T00:00:00.000Z'),
  });
  expect(usageRange({ span: '4w' }, NOW).starts).toHaveLength(28);
  expect(usageRange({ span: '7d' }, NOW).starts).toHaveLength(7);
  expect(usageRange({ span: '7d', unit: 'hour' }, NOW).starts).toHaveLength(168);
});

test.each(USAGE_SPANS)('the time before %s is as long and ends where the same hours began', (span) => {
  const { from, until, before } = usageRange({ span }, NOW);
  expect(before.until.getTime() - before.from.getTime()).toBe(until.getTime() - from.getTime());
  const shiftHours = (from.getTime() - before.from.getTime()) / HOUR_MS;
  expect(shiftHours % (span === '24h' ? 24 : 7 * 24)).toBe(0);
});

test('the last hour of a day belongs to that day', () => {
  const range = usageRange({ span: '7d' }, new Date('2026-03-10T23:59:59.999Z'));
  expect(range.starts.at(-1)).toEqual(new Date('2026-03-10T00:00:00.000Z'));
  expect(range.until).toEqual(new Date('2026-03-11T00:00:00.000Z'));
});
