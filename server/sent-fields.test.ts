import { expect, test } from 'vitest';
import { fieldsBelow, several, signUpAnswersOf, typed } from './sent-fields';

// Leave the filter out, and the one box of an empty choice counts as something that was chosen.
test('none, one and several of a name are a list, and an empty one is nothing', () => {
  const read = (sent: unknown) => several.parse(sent);
  expect([read(undefined), read(''), read('a'), read(['a', '', 'b'])]).toEqual([[], [], ['a'], ['a', 'b']]);
});

test('a text field is one text of a length that somebody types', () => {
  expect(typed(3).parse(undefined)).toBe('');
  expect(typed(3).safeParse('four').error?.issues[0]?.message).toBe('This is too long.');
  expect(typed(3).safeParse(['a', 'b']).error?.issues[0]?.message).toBe('Fill in this field once.');
});

test('fields below a name are read without it, and only those', () => {
  const sent = { 'answers.why': 'x', 'answers.list': ['a', 'b'], answers: 'y', 'other.why': 'z' };
  expect(fieldsBelow(sent, 'answers')).toEqual({ why: 'x', list: ['a', 'b'] });
});

test('an answer to a sign-up field is one text', () => {
  expect(signUpAnswersOf({ 'signUp.city': 'Rome', 'signUp.size': ['1', '2'], name: 'Ada' })).toEqual({ city: 'Rome' });
});
