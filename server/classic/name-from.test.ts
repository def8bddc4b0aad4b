import { expect, test } from 'vitest';
import { nameFrom } from './name-from';

const named = (email: string, fields: Record<string, string> = {}, asked: string[] = []) => {
  const questions = asked.map((name) => ({ name, label: name }));
  const { names, rest } = nameFrom(email, fields, questions);
  return [names.firstName, names.lastName, rest];
};

test.each([
  ['jane.doe@client.com', 'Jane', 'Doe'],
  ['jane_mary-doe7+keys@client.com', 'Jane', 'Mary Doe'],
  ['jane@client.co', 'Jane', 'Client'],
  ['4711@client.com', 'Client', 'Client'],
])('an address gives names where nothing else does: %s', (email, first, last) => {
  expect(named(email)).toEqual([first, last, {}]);
});

test('fields that are called so give names, and are no answers then', () => {
  const fields = { 'First Name': 'Grace', last_name: 'Hopper', Company: 'Navy' };
  expect(named('x@y.test', fields)).toEqual(['Grace', 'Hopper', { Company: 'Navy' }]);
  expect(named('x@y.test', { fullName: 'Grace Brewster Hopper' })).toEqual(['Grace Brewster', 'Hopper', {}]);
  expect(named('x@navy.test', { name: 'Grace' })).toEqual(['Grace', 'Navy', {}]);
});

test('a question of the portal that is called so is a question', () => {
  expect(named('jane.doe@client.com', { name: 'The client' }, ['name'])).toEqual([
    'Jane',
    'Doe',
    { name: 'The client' },
  ]);
});
