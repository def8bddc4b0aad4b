import { expect, test } from 'vitest';
import { excerpt } from './excerpt';

test('an excerpt is what a text says, without its markup', () => {
  expect(excerpt('# Refunds\n\n**Parts** of a payment &amp; [more](https://a.example) <b>now</b>.', 200)).toBe(
    'Refunds Parts of a payment & more now.',
  );
  expect(excerpt('<script>alert(1)</script>hello', 200)).toBe('hello');
});

test('a long text is cut at a word and says so', () => {
  expect(excerpt('one two three four five', 14)).toBe('one two three …');
  expect(excerpt('x'.repeat(50), 10)).toBe(`${'x'.repeat(10)} …`);
  expect(excerpt('   ', 10)).toBe('');
});
