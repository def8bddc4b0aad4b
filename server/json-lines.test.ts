import { expect, test } from 'vitest';
import { jsonLinesResponse } from './json-lines';

/** Counts how many pages somebody wanted. */
function pagesThatCount(pages: number) {
  const seen = { asked: 0, isClosed: false };
  async function* generate() {
    try {
      for (let page = 0; page < pages; page += 1) {
        seen.asked += 1;
        yield Array.from({ length: 1_000 }, (_, row) => ({ row: page * 1_000 + row, text: 'line\nbreak' }));
      }
    } finally {
      seen.isClosed = true;
    }
  }
  return { seen, pages: generate() };
}

test('a hundred thousand rows are sent one object a line, and no more pages are read than are taken', async () => {
  const { seen, pages } = pagesThatCount(100);
  const response = jsonLinesResponse('log.jsonl', pages, ({ row, text }) => ({ row, text }));
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="log.jsonl"');
  expect(response.headers.get('cache-control')).toBe('private, no-store');
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let count = 0;
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    const lines = part.value.trimEnd().split('\n');
    expect(JSON.parse(lines[0] ?? '')).toEqual({ row: count, text: 'line\nbreak' });
    count += lines.length;
    expect(seen.asked * 1_000 - count).toBeLessThanOrEqual(4_000);
  }
  expect(count).toBe(100_000);
});

test('a download that somebody breaks off ends the reading', async () => {
  const { seen, pages } = pagesThatCount(100);
  const reader = jsonLinesResponse('log.jsonl', pages, (row) => row).body?.getReader();
  await reader?.read();
  await reader?.cancel();
  expect(seen.isClosed).toBe(true);
  expect(seen.asked).toBeLessThan(5);
});
