import { expect, test } from 'vitest';
import { jsonErrorLine } from './json-error-line';

test.each([
  ['{\n "a": }', 2],
  ['{\n "a": 1\n "b": 2 }', 3],
  ['{\n "a": [1,\n 2,\n ] }', 4],
  ['{\n "a": 1,\n}', 3],
  ['{\n "a": "x\ny" }', 2],
  ['{\n "a": [1}\n}', 2],
  ['{ "a": 1 }\n\n}', 3],
  ["{\n\n 'a': 1 }", 3],
  ['{\n "a": 1\n\n', 4],
  ['{\n "a": tru }', 2],
  ['[\n 1 2 ]', 2],
])('the line of the mistake is told, case %#', (text, line) => {
  expect(() => JSON.parse(text)).toThrow();
  expect(jsonErrorLine(text)).toBe(line);
});
