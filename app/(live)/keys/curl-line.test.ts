import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { curlLine } from './curl-line';

test('the line is one line, and a shell reads from it what was put in, whatever it is', () => {
  const key = `a'b"c$(echo d)\`e\`;f`;
  const url = `http://gateway.test/orders/?q='x'`;
  const line = curlLine(url, key) ?? '';
  expect(line).not.toContain('\n');
  const read = execFileSync('sh', ['-c', line.replace(/^curl/, "printf '%s\\n'")])
    .toString()
    .split('\n');
  expect(read.slice(0, 3)).toEqual(['-H', `Authorization: ${key}`, url]);
});

test('without an address there is no line', () => {
  expect(curlLine(undefined, 'key')).toBeNull();
});
