import { expect, test } from 'vitest';
import { accessOf, apiLinesOf } from './sent';

test('APIs come in the order of their places, and of two in one place the earlier row first', () => {
  const sent = {
    'apis.ids': ['a', 'b', 'c', 'b'],
    'apis.a.place': '3',
    'apis.a.name': 'Sky',
    'apis.a.slug': ['x', 'y'],
    'apis.b.place': '1',
    'apis.c.place': '',
  };
  expect(apiLinesOf(sent).map(({ id }) => id)).toEqual(['b', 'a', 'c']);
  expect(apiLinesOf(sent)[1]).toEqual({ id: 'a', name: 'Sky', slug: '', listenPath: '' });
  expect(apiLinesOf({ 'apis.ids': 'a' })).toHaveLength(1);
  expect(apiLinesOf({})).toEqual([]);
});

test('only what belongs to the choice is heard', () => {
  const sent = { policyId: 'p', gatewayId: 'g' };
  expect(accessOf({ kind: 'existing', ...sent })).toEqual({ kind: 'existing', policyId: 'p' });
  expect(accessOf({ kind: 'own', ...sent })).toEqual({ kind: 'own', gatewayId: 'g' });
  expect(accessOf({ kind: 'none', ...sent })).toEqual({ kind: 'none' });
});
