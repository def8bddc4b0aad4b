import { expect, test } from 'vitest';
import { usualWords } from './usual-words';

test('a usual time never promises more than is usual', () => {
  expect(usualWords(20)).toBe('an hour');
  expect(usualWords(3_600)).toBe('1 hour');
  expect(usualWords(3_601)).toBe('2 hours');
  expect(usualWords(36 * 3_600)).toBe('36 hours');
  expect(usualWords(37 * 3_600)).toBe('2 days');
  expect(usualWords(2 * 86_400 + 1)).toBe('3 days');
});
