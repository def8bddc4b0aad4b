import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FormField } from '@/db/schema';
import { mergeFields, parseAnswers } from './form-fields';
import { parseFormFields } from './parse-form-fields';

const field = (kind: FormField['kind'], more: Partial<FormField> = {}): FormField => ({
  name: 'it',
  label: 'It',
  kind,
  required: true,
  ...more,
});

describe('answers', () => {
  test('each kind takes what fits it and says what to do about the rest', () => {
    const accepts = (of: FormField, value: unknown) => parseAnswers([of], { it: value }).answers?.[0]?.value ?? null;
    expect(accepts(field('text'), '  Ledger ')).toBe('Ledger');
    expect(accepts(field('text'), 'two\nlines')).toBeNull();
    expect(accepts(field('text'), 'x'.repeat(201))).toBeNull();
    expect(accepts(field('long_text'), 'two\r\nlines')).toBe('two\nlines');
    expect(accepts(field('number'), '-12.5')).toBe('-12.5');
    expect(accepts(field('number'), '1e9')).toBeNull();
    expect(accepts(field('choice', { choices: ['a', 'b'] }), 'b')).toBe('b');
    expect(accepts(field('choice', { choices: ['a', 'b'] }), 'c')).toBeNull();
    expect(accepts(field('yes_no'), 'no')).toBe('no');
    expect(accepts(field('yes_no'), 'on')).toBeNull();
    expect(accepts(field('url'), 'https://example.com/x')).toBe('https://example.com/x');
    expect(accepts(field('url'), 'javascript:alert(1)')).toBeNull();
    expect(accepts(field('text'), ['a', 'b'])).toBeNull();
  });

  test('a required field must be answered, an optional one may be left out', () => {
    expect(parseAnswers([field('text')], {}).fieldErrors).toEqual({ it: ['Fill in “It”.'] });
    expect(parseAnswers([field('text', { required: false })], { it: ' ' })).toEqual({ answers: [] });
  });

  test('what nobody asked is dropped, also by the names of objects [V-08]', () => {
    expect(parseAnswers([field('text', { name: 'constructor', required: false })], {})).toEqual({ answers: [] });
    expect(parseAnswers([], { role: 'admin', __proto__: { it: 'x' } })).toEqual({ answers: [] });
  });

  test('whatever is typed, an answer never holds a control character but a line break or a tab', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const { answers } = parseAnswers([field('long_text')], { it: typed });
        for (const { value } of answers ?? []) expect(value).not.toMatch(/[\p{Cc}--[\n\t]]/v);
      }),
    );
  });

  test('a question that two forms ask is asked once, as the first asks it', () => {
    const merged = mergeFields([field('text', { label: 'First' })], [field('url', { label: 'Second' })]);
    expect(merged.map(({ label }) => label)).toEqual(['First']);
  });
});

describe('fields', () => {
  test('a question is named after its words once, and keeps its name when the words change', () => {
    const [made] = parseFormFields([{ label: 'How many calls?', kind: 'number', required: true }], 'fields');
    expect(made).toEqual({ name: 'how_many_calls', label: 'How many calls?', kind: 'number', required: true });
    const [kept] = parseFormFields(
      [{ name: made?.name ?? '', label: 'Calls a day', kind: 'number', required: true }],
      'fields',
    );
    expect(kept?.name).toBe('how_many_calls');
  });

  test('two questions never share a name', () => {
    const drafts = ['Why?', 'Why!', '???'].map((label) => ({ label, kind: 'text', required: false }));
    expect(parseFormFields(drafts, 'fields').map(({ name }) => name)).toEqual(['why', 'why_2', 'field']);
  });

  test('a question without words is removed; a choice needs at least two answers', () => {
    const empty = { label: ' ', kind: 'text', required: false };
    expect(parseFormFields([empty], 'fields')).toEqual([]);
    const choice = { label: 'Which', kind: 'choice', required: false, choices: 'one\n\n' };
    expect(() => parseFormFields([empty, choice], 'fields')).toThrow(
      expect.objectContaining({ fieldErrors: { 'fields.1.choices': [expect.stringContaining('2 to 30')] } }),
    );
  });
});
