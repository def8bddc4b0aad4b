import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { BarChart } from './bar-chart';
import { momentWords, shareWords, tickWords, valueWords } from './chart-words';
import { LineChart } from './line-chart';
import { SparkBars } from './spark-bars';

const DAY_MS = 86_400_000;
const start = Date.UTC(2026, 2, 1);
const days = (count: number) => Array.from({ length: count }, (_, index) => new Date(start + index * DAY_MS));
const series = [
  { label: 'Answered', tone: 'accent' as const },
  { label: 'Errors', tone: 'danger' as const },
];

test('a chart has a caption, says in a sentence what it shows, and tells each column by its title', () => {
  const html = bars([
    [90, 10],
    [0, 0],
  ]);
  expect(html).toMatch(/^<figure.*<figcaption.*Calls/);
  expect(html).toContain('role="img" aria-label="100 calls, 10 of them errors."');
  expect(html).toMatch(/<title>Sun,? 1 Mar\nAnswered: 90\nErrors: 10\nBefore: 50<\/title>/);
});

test('columns are as high as their values, one upon the other, and nothing is drawn for nothing', () => {
  const rects = [
    ...bars([
      [60, 20],
      [0, 0],
      [0, 80],
    ]).matchAll(/y="([\d.]+)" height="([\d.]+)" class="chart-bar chart-(\w+)"/g),
  ];
  expect(rects.map(([, , , tone]) => tone)).toEqual(['accent', 'danger', 'danger']);
  const [answered, errors, onlyErrors] = rects.map(([, y, height]) => ({ y: Number(y), height: Number(height) }));
  expect((answered?.height ?? 0) / (errors?.height ?? 1)).toBeCloseTo(3);
  expect((errors?.y ?? 0) + (errors?.height ?? 0)).toBeCloseTo(answered?.y ?? 0);
  expect(onlyErrors?.height).toBeCloseTo((answered?.height ?? 0) + (errors?.height ?? 0));
});

test('a chart without any call has a grid and no column', () => {
  const html = bars([
    [0, 0],
    [0, 0],
  ]);
  expect(html).not.toContain('chart-bar chart-accent" rx');
  expect(html).not.toMatch(/NaN|Infinity/);
});

test('a telephone has room for the words beneath, the newest day always among them', () => {
  const html = bars(days(90).map(() => [1, 0]));
  const words = [...html.matchAll(/text-anchor="middle">([^<]+)</g)].map(([, word]) => word);
  expect(words.length).toBeLessThanOrEqual(6);
  expect(words.at(-1)).toBe('29 May');
});

test('a line has a gap where there was nothing to measure', () => {
  const [first, second, third, fourth] = days(4);
  if (!first || !second || !third || !fourth) throw new Error('four days');
  const html = renderToStaticMarkup(
    <LineChart
      title="Average latency"
      summary="80 ms."
      unit="day"
      label="Latency"
      beforeLabel="Before"
      points={[
        { at: first, value: 80, before: null },
        { at: second, value: 90, before: null },
        { at: third, value: null, before: null },
        { at: fourth, value: 70, before: null },
      ]}
    />,
  );
  expect(html.match(/<circle/g)).toHaveLength(3);
  expect(html.match(/d="[^"]*M[^"]*M[^"]*" class="chart-line chart-accent"/)).not.toBeNull();
  expect(html).toContain('Latency: none');
});

test('a small chart shows a quiet day as a day', () => {
  const html = renderToStaticMarkup(
    <SparkBars label="3 calls." days={days(2).map((at, index) => ({ at, value: index * 3 }))} />,
  );
  expect(html.match(/<rect/g)).toHaveLength(2);
  expect(html).toMatch(/<title>Sun,? 1 Mar: 0<\/title>/);
});

test('numbers are in words that people read', () => {
  expect([valueWords(12_345, 'count'), valueWords(87.46, 'ms')]).toEqual(['12,345', '87.5 ms']);
  expect([tickWords(12_000, 'count'), tickWords(150, 'ms')]).toEqual(['12K', '150 ms']);
  expect([shareWords(3, 80), shareWords(0, 0)]).toEqual(['3.8%', '–']);
  expect(momentWords(new Date('2026-03-12T14:00:00Z'), 'hour')).toMatch(/^Thu,? 12 Mar, 14:00 UTC$/);
});

function bars(values: readonly number[][]): string {
  return renderToStaticMarkup(
    <BarChart
      title="Calls"
      summary="100 calls, 10 of them errors."
      unit="day"
      series={series}
      columns={days(values.length).map((at, index) => ({ at, values: values[index] ?? [], before: 50 }))}
      beforeLabel="Before"
    />,
  );
}
