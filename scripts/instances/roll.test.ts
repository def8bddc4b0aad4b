import { expect, test } from 'vitest';
import { roll } from './roll';

test('processes end and come back one after the other, and all of them run when it is over', async () => {
  const said: string[] = [];
  const over = new AbortController();
  const fake = (name: string) => ({
    name,
    stop: async () => void said.push(`${name} ends`),
    async ready() {
      said.push(`${name} runs`);
      if (name === 'b') over.abort();
    },
  });
  const restarts = await roll(
    [fake('a'), fake('b')],
    over.signal,
    async ({ name }) => void said.push(`${name} is counted`),
    1,
  );
  expect(said).toEqual(['a is counted', 'a ends', 'a runs', 'b is counted', 'b ends', 'b runs']);
  expect([...restarts]).toEqual([
    ['a', 1],
    ['b', 1],
  ]);
});
