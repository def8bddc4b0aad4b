import { expect, test } from 'vitest';
import { draftFieldsOf } from './draft-fields';

test('rows come in the order of the form, and an unchecked box means not required', () => {
  const sent = {
    version: '3',
    'requestFields.1.label': 'Callback address',
    'requestFields.1.kind': 'url',
    'requestFields.0.name': 'why',
    'requestFields.0.label': 'Why?',
    'requestFields.0.kind': 'long_text',
    'requestFields.0.required': 'on',
    'requestFields.0.help': 'In a sentence.',
    'requestFields.3.label': 'After a gap',
  };
  expect(draftFieldsOf(sent)).toEqual([
    { name: 'why', label: 'Why?', kind: 'long_text', required: true, help: 'In a sentence.', choices: '' },
    { label: 'Callback address', kind: 'url', required: false, help: '', choices: '' },
  ]);
});

test('a row that was sent twice is not taken for a text', () => {
  expect(draftFieldsOf({ 'requestFields.0.label': ['a', 'b'] })).toEqual([]);
});

test('a form with endless rows is cut off', () => {
  const sent = Object.fromEntries(Array.from({ length: 999 }, (_, row) => [`requestFields.${row}.label`, 'Why?']));
  expect(draftFieldsOf(sent)).toHaveLength(50);
});
