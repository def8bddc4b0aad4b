import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Time, timeAgo } from './time';

const now = new Date('2026-11-21T12:00:00Z');

test.each([
  ['2026-11-21T11:59:40Z', 'just now'],
  ['2026-11-21T12:00:30Z', 'in a moment'],
  ['2026-11-21T11:01:00Z', '59 minutes ago'],
  ['2026-11-21T10:00:01Z', '1 hour ago'],
  ['2026-11-20T12:00:00Z', 'yesterday'],
  ['2026-11-24T12:00:00Z', 'in 3 days'],
  ['2024-11-20T12:00:00Z', '2 years ago'],
])('%s is told as "%s", never rounded up', (at, words) => {
  expect(timeAgo(new Date(at), now)).toBe(words);
});

test('a relative time carries the exact one, in UTC, for people and for machines', () => {
  const html = renderToStaticMarkup(<Time value="2026-11-21T10:00:00Z" now={now} />);
  expect(html).toContain('dateTime="2026-11-21T10:00:00.000Z"');
  expect(html).toContain('title="21 Nov 2026, 10:00 UTC"');
  expect(html).toContain('2 hours ago');
});
