import { expect, test } from 'vitest';
import { together } from './together';

test('nobody is told what was seen before they asked, and nobody waits for more than two looks', async () => {
  let looks = 0;
  const open: (() => void)[] = [];
  const look = together(
    () =>
      new Promise<number>((resolve) => {
        looks += 1;
        const seen = looks;
        open.push(() => resolve(seen));
      }),
  );
  const first = look();
  const late = [look(), look(), look()];
  expect(looks).toBe(1);
  open[0]?.();
  expect(await first).toBe(1);
  await expect.poll(() => looks).toBe(2);
  open[1]?.();
  expect(await Promise.all(late)).toEqual([2, 2, 2]);
});

test('a look that fails keeps nobody from the next', async () => {
  let looks = 0;
  const look = together(async () => {
    looks += 1;
    if (looks === 1) throw new Error('once');
    return looks;
  });
  const first = look();
  const second = look();
  await expect(first).rejects.toThrow('once');
  expect(await second).toBe(2);
});
