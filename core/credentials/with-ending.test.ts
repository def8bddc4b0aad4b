import { expect, test } from 'vitest';
import { withEnding } from './with-ending';

test('a key is told by its end, and one whose end nobody knows without one', () => {
  expect(withEnding('Your key', 'ab12')).toBe('Your key …ab12');
  expect(withEnding('Your key', '')).toBe('Your key');
});
