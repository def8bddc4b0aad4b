import { expect, test } from 'vitest';
import { createBreaker } from './breaker';

const LIMITS = { unknownsToOpen: 3, openMs: 1_000, refusedPauseMs: 5_000 };

function setUp() {
  const clock = { nowMs: 0 };
  const breaker = createBreaker(LIMITS, () => clock.nowMs);
  let asked = 0;
  const ask = (outcome: string) =>
    breaker.guard(async () => {
      asked += 1;
      return { outcome };
    });
  return { clock, breaker, ask, asked: () => asked };
}

test('after some unknown outcomes in a row the gateway is left alone for a while [G-03]', async () => {
  const { clock, ask, asked } = setUp();
  for (let call = 0; call < 3; call += 1) await ask('unknown');
  expect(await ask('applied')).toMatchObject({ outcome: 'unknown' });
  expect(asked()).toBe(3);

  clock.nowMs = 1_000;
  expect(await ask('applied')).toEqual({ outcome: 'applied' });
  expect(await ask('applied')).toEqual({ outcome: 'applied' });
  expect(asked()).toBe(5);
});

test('a known outcome between them starts the count anew', async () => {
  const { ask, asked } = setUp();
  for (const outcome of ['unknown', 'unknown', 'absent', 'unknown', 'unknown', 'found']) await ask(outcome);
  expect(asked()).toBe(6);
});

test('only one operation tries whether the gateway is back, and its failure opens the breaker again [G-03]', async () => {
  const { clock, breaker, ask, asked } = setUp();
  for (let call = 0; call < 3; call += 1) await ask('unknown');
  clock.nowMs = 1_000;
  let answer: (value: { outcome: string }) => void = () => {};
  const trial = breaker.guard(() => new Promise<{ outcome: string }>((resolve) => (answer = resolve)));
  expect(await ask('applied')).toMatchObject({ outcome: 'unknown' });
  answer({ outcome: 'unknown' });
  await trial;
  clock.nowMs = 1_999;
  expect(await ask('applied')).toMatchObject({ outcome: 'unknown' });
  clock.nowMs = 2_000;
  expect(await ask('applied')).toEqual({ outcome: 'applied' });
  expect(asked()).toBe(4);
});

test('a refused secret is not shown again for a while [G-04]', async () => {
  const { clock, ask, asked } = setUp();
  await ask('secret_refused');
  expect(await ask('applied')).toEqual({ outcome: 'secret_refused' });
  clock.nowMs = 5_000;
  expect(await ask('applied')).toEqual({ outcome: 'applied' });
  expect(asked()).toBe(2);
});

test('a person who asks now is always answered by the gateway, and a good answer closes the breaker', async () => {
  const { breaker, ask } = setUp();
  for (let call = 0; call < 3; call += 1) await ask('unknown');
  expect(await breaker.observe(async () => ({ outcome: 'ok' }))).toEqual({ outcome: 'ok' });
  expect(await ask('applied')).toEqual({ outcome: 'applied' });
});

test('an operation that throws does not keep the breaker half open for ever', async () => {
  const { clock, breaker, ask } = setUp();
  for (let call = 0; call < 3; call += 1) await ask('unknown');
  clock.nowMs = 1_000;
  await expect(breaker.guard(() => Promise.reject(new Error('a fault')))).rejects.toThrow('a fault');
  expect(await ask('applied')).toEqual({ outcome: 'applied' });
});
