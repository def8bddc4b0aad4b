import { expect, test } from 'vitest';
import { draftFieldsOf, withMoved } from './draft-fields';

const none = { help: '', choices: '', pattern: '', patternHelp: '', min: '', max: '' };
const read = (sent: Record<string, unknown>) => draftFieldsOf(sent, 'requestFields');
const labels = (sent: Record<string, unknown>) => read(sent).map(({ label }) => label);

test('rows come in the order of the page, and an unchecked box means not required', () => {
  const sent = {
    version: '3',
    'requestFields.rows': ['7', '2', '9'],
    'requestFields.2.label': 'Callback address',
    'requestFields.2.kind': 'url',
    'requestFields.7.name': 'why',
    'requestFields.7.label': 'Why?',
    'requestFields.7.kind': 'long_text',
    'requestFields.7.required': 'on',
    'requestFields.7.help': 'In a sentence.',
    'requestFields.3.label': 'Nobody named this row',
  };
  expect(read(sent)).toEqual([
    { ...none, row: '7', name: 'why', label: 'Why?', kind: 'long_text', required: true, help: 'In a sentence.' },
    { ...none, row: '2', label: 'Callback address', kind: 'url', required: false },
  ]);
});

test('only a row that says whom it is asked of has to do with admins and keys', () => {
  const sent = {
    'requestFields.rows': '0',
    'requestFields.0.label': 'Customer number',
    'requestFields.0.kind': 'text',
  };
  expect(read(sent)[0]).not.toHaveProperty('notInKeys');
  expect(read({ ...sent, 'requestFields.0.askedOf': 'admins' })[0]).toMatchObject({
    adminsOnly: true,
    notInKeys: true,
  });
  const copied = { ...sent, 'requestFields.0.askedOf': 'people', 'requestFields.0.copied': 'on' };
  expect(read(copied)[0]).toMatchObject({ adminsOnly: false, notInKeys: false });
});

test('without JavaScript a row is moved by the button that sent the form', () => {
  const rows = Object.fromEntries(['a', 'b', 'c'].map((label, row) => [`requestFields.${row}.label`, label]));
  const sent = { ...rows, 'requestFields.rows': ['0', '1', '2'] };
  expect(labels({ ...sent, 'requestFields.move': '2.up' })).toEqual(['a', 'c', 'b']);
  expect(labels({ ...sent, 'requestFields.move': '0.down' })).toEqual(['b', 'a', 'c']);
  expect(labels({ ...sent, 'requestFields.move': '0.up' })).toEqual(['a', 'b', 'c']);
  expect(labels({ ...sent, 'requestFields.move': '9.up' })).toEqual(['a', 'b', 'c']);
  expect(withMoved(['a', 'b'], 1, 2)).toEqual(['a', 'b']);
});

test('a row that was sent twice is not taken for a text, nor counted twice', () => {
  expect(read({ 'requestFields.rows': '0', 'requestFields.0.label': ['a', 'b'] })).toEqual([]);
  expect(labels({ 'requestFields.rows': ['0', '0'], 'requestFields.0.label': 'a' })).toEqual(['a']);
});

test('a form with endless rows is cut off', () => {
  const rows = Array.from({ length: 999 }, (_, row) => String(row));
  const sent = Object.fromEntries(rows.map((row) => [`requestFields.${row}.label`, 'Why?']));
  expect(read({ ...sent, 'requestFields.rows': rows })).toHaveLength(50);
});
