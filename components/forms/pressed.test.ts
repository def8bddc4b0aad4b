import fc from 'fast-check';
import { expect, test } from 'vitest';
import { moved, pressed } from './pressed';

test('each press does what its button says', () => {
  const order = ['a', 'b', 'c'];
  expect(pressed(order, 'up:b', '')).toEqual(['b', 'a', 'c']);
  expect(pressed(order, 'down:b', '')).toEqual(['a', 'c', 'b']);
  expect(pressed(order, 'up:a', '')).toEqual(order);
  expect(pressed(order, 'down:c', '')).toEqual(order);
  expect(pressed(order, 'remove:b', '')).toEqual(['a', 'c']);
  expect(pressed(order, 'add', 'd')).toEqual(['a', 'b', 'c', 'd']);
  expect(pressed(order, 'add', 'a')).toEqual(order);
  expect(pressed(order, 'add', '')).toEqual(order);
  expect(pressed(order, 'save', 'd')).toEqual(order);
  expect(pressed(order, 'up:nobody', '')).toEqual(order);
});

test('moving loses and doubles nothing, wherever it goes', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string()), fc.string(), fc.integer(), (order, id, by) => {
      expect(moved(order, id, by).toSorted()).toEqual(order.toSorted());
    }),
  );
});
