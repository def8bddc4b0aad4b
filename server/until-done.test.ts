import { expect, test } from 'vitest';
import { untilDone } from './until-done';

test('a start that finds no database is tried again until there is one [D-02]', async () => {
  let tries = 0;
  const start = async () => {
    tries += 1;
    if (tries === 1) throw new Error('connect ECONNREFUSED');
    return 'started';
  };
  expect(await untilDone('the start', start)).toBe('started');
  expect(tries).toBe(2);
});
