import { expect, test } from 'vitest';
import { changeSentence } from './change-words';

const progress = { stage: 'asking', finalInSeconds: 80, trouble: null, nextTryInSeconds: 0 } as const;
const key = { progress, suspendedAt: null, status: 'active' } as const;
const open = { planBefore: 'Free' };

test('until the gateway has it, the key is said to work with what it had', () => {
  expect(changeSentence(key, open)).toBe('Until it has, the key works with Free.');
  expect(changeSentence({ ...key, progress: null }, { planBefore: null })).toBe(
    'Until it has, the key works as before.',
  );
});

test('what was taken is not said to be certain before its last proof', () => {
  expect(changeSentence({ ...key, progress: { ...progress, stage: 'watching' } }, open)).toBe(
    'It took the new plan, and is watched, because calls in flight can bring the old one back. Final proof in about 80 s.',
  );
  expect(changeSentence({ ...key, progress: { ...progress, stage: 'seen_once', finalInSeconds: 150 } }, open)).toBe(
    'It has the new plan, seen once. Final proof in about 3 min.',
  );
});

test('trouble is told with what goes on meanwhile and when it is tried again', () => {
  const trouble = { ...progress, trouble: 'The gateway does not know plan-gold', nextTryInSeconds: 12 };
  expect(changeSentence({ ...key, progress: trouble }, open)).toBe(
    'It takes longer: The gateway does not know plan-gold. Tried again in 12 s; nothing is lost. Until it has, the key works with Free.',
  );
});

test('a suspended key is said to stay so, and one that the gateway refused waits for itself', () => {
  expect(changeSentence({ ...key, suspendedAt: new Date() }, open)).toContain('The key stays suspended.');
  expect(changeSentence({ ...key, status: 'failed' }, open)).toContain('The change is made when the key is.');
});
