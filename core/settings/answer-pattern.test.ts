import { expect, test } from 'vitest';
import type { FormField } from '@/db/schema';
import { cpuTimeOf } from '@/test/cpu-time';
import { matchesPattern, patternProblem } from './answer-pattern';
import { LINE_MAX, parseAnswers } from './form-fields';

// Put `new RegExp` in the place of RE2JS and this never ends.
test('a pattern that backtracks for ever elsewhere is judged at once, with the longest answer [V-07]', async () => {
  const work = await cpuTimeOf(() => {
    for (const pattern of ['(a+)+$', '(a|aa)+', '(.*)*b', '(a?){50}a{50}']) {
      expect([pattern, matchesPattern(pattern, `${'a'.repeat(LINE_MAX - 1)}!`)]).toEqual([pattern, false]);
    }
  });
  expect(work).toBeLessThan(2_000);
});

test('the whole answer has to match, whatever stands around it', () => {
  expect(matchesPattern('[A-Z]{2}[0-9]{6}', 'AB123456')).toBe(true);
  expect(matchesPattern('[A-Z]{2}[0-9]{6}', 'xAB123456')).toBe(false);
  expect(matchesPattern('yes|no', 'yes or no')).toBe(false);
  expect(matchesPattern('\\p{L}+', 'Größe')).toBe(true);
});

test('what is no pattern, or cannot be kept linear, is refused before it is kept', () => {
  expect(patternProblem('[A-Z]{2}')).toBeNull();
  for (const wrong of ['(', '(?=a)a', '(a)\\1', '((a{100}){100}){100}']) {
    expect([wrong, patternProblem(wrong)]).toEqual([wrong, expect.stringContaining('no pattern')]);
  }
  expect(patternProblem('a'.repeat(201))).toContain('200');
});

test('an answer outside of its pattern or bounds is refused in the admin’s words', () => {
  const ask = (field: Partial<FormField>, it: string) =>
    parseAnswers([{ name: 'it', label: 'It', kind: 'text', required: true, ...field }], { it }).fieldErrors?.it ?? [];
  expect(ask({ pattern: '[0-9]+', patternHelp: 'Digits only.' }, '12a')).toEqual(['Digits only.']);
  expect(ask({ pattern: '[0-9]+' }, '12a')).toEqual([expect.stringContaining('form that is asked for')]);
  expect(ask({ pattern: '[0-9]+' }, '12')).toEqual([]);
  expect(ask({ kind: 'number', min: 1, max: 5 }, '6')).toEqual(['Enter a number from 1 to 5.']);
  expect(ask({ kind: 'number', min: 0 }, '-0.5')).toEqual(['Enter 0 or more.']);
  expect(ask({ kind: 'number', max: 5 }, '5.1')).toEqual(['Enter 5 or less.']);
  expect(ask({ kind: 'number', min: 1, max: 5 }, '5')).toEqual([]);
});
