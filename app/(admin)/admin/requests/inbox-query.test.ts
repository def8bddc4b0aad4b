import { describe, expect, test } from 'vitest';
import { decidedFiltersOf, filtersOf, inboxHref, inboxQuery, isFiltered, keepable, openHref } from './inbox-query';

describe('the address of the inbox', () => {
  test('without anything is everything that waits', () => {
    const query = inboxQuery.parse({});
    expect(isFiltered(query)).toBe(false);
    expect(filtersOf(query)).toEqual({ search: '' });
    expect(inboxHref(query)).toBe('/admin/requests');
    expect(keepable(query)).toBe('');
  });

  test('with something wrong in it says nothing of that [V-06]', () => {
    const query = inboxQuery.parse({
      ...{ kind: 'robot', plan: ['a', 'b'], catalog: 'x', assigned: 'you', waits: '?', age: '2', sort: 'up', q: '1' },
      ...{ status: 'pending', show: 'all', after: 'x'.repeat(7000) },
    });
    expect(filtersOf(query)).toEqual({ search: '1' });
    expect(decidedFiltersOf(query)).toEqual({ search: '1' });
    expect(inboxHref(query)).toBe('/admin/requests?q=1');
  });

  test('leads to the first page when a filter changes, and stays on its page when something is opened', () => {
    const query = inboxQuery.parse({ q: 'lamp', after: 'cursor', open: 'request:1' });
    expect(inboxHref(query, { kind: 'request' })).toBe('/admin/requests?kind=request&q=lamp');
    expect(openHref(query, 'request:2')).toBe('/admin/requests?q=lamp&open=request%3A2&after=cursor');
    expect(openHref(query, '')).toBe('/admin/requests?q=lamp&after=cursor');
  });

  test('is kept without its page and what was open, and means the same again', () => {
    const query = inboxQuery.parse({ kind: 'request', assigned: 'me', age: '7', sort: 'name', after: 'c', open: 'x' });
    const again = inboxQuery.parse(Object.fromEntries(new URLSearchParams(keepable(query))));
    expect(filtersOf(again)).toEqual(filtersOf(query));
    expect(again.sort).toBe('name');
    expect(keepable(again)).toBe(keepable(query));
  });
});
