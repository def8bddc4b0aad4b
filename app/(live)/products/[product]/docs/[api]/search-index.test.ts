import { expect, test } from 'vitest';
import { findEntries, type IndexLine, prepare } from './search-index';

const line = (slug: string, method: string, path: string, summary: string, tag = ''): IndexLine => [
  ...([slug, method, path, summary, tag] as const),
  0,
];
const entries = prepare([
  line('repos-list', 'get', '/repos', 'List repositories', 'repos'),
  line('repos-create', 'post', '/repos', 'Create a repository', 'repos'),
  line('issues-create', 'post', '/issues', 'Create an issue', 'issues'),
]);
const found = (typed: string, max = 10) => findEntries(entries, typed, max).map(([slug]) => slug);

test('every word must be there, in the method, path, summary, tag or id', () => {
  expect(found('post repos')).toEqual(['repos-create']);
  expect(found('CREATE')).toEqual(['repos-create', 'issues-create']);
  expect(found('repos nothing')).toEqual([]);
  expect(found('  ')).toEqual([]);
  expect(found('.*')).toEqual([]);
});

test('what begins with what was typed comes first, and no more than asked for', () => {
  expect(found('issue')).toEqual(['issues-create']);
  expect(found('create an')).toEqual(['issues-create']);
  expect(found('/repos', 1)).toEqual(['repos-list']);
});

test('a thousand operations are searched between two key strokes', () => {
  const many = prepare(
    Array.from({ length: 5_000 }, (_, at) => line(`op-${at}`, 'get', `/things/{id}/parts/${at}`, `Read part ${at}`)),
  );
  const started = process.cpuUsage();
  for (let at = 0; at < 20; at += 1) findEntries(many, `parts ${at} get`, 50);
  expect(process.cpuUsage(started).user / 1000 / 20).toBeLessThan(50);
});
