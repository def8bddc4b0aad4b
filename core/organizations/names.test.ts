import { describe, expect, test } from 'vitest';
import { parseDomain } from './parse-domain';
import { parseOrganizationName } from './parse-organization-name';

const keyOf = (name: string) => parseOrganizationName(name).nameKey;
const refuses = (work: () => unknown, field: string) =>
  expect(work).toThrow(expect.objectContaining({ code: 'invalid', fieldErrors: { [field]: [expect.any(String)] } }));

describe('the name of an organization', () => {
  test.each(['acme', ' A C M E ', 'Ácme', 'ＡＣＭＥ', 'ac-me.', 'Аcme', 'αcme'])(
    '%s looks like Acme [I-10] [V-12]',
    (name) => {
      expect(keyOf(name)).toBe(keyOf('Acme'));
    },
  );

  test.each(['Acme 2', 'Acne', 'Acme Robotics', 'Acme.com, Inc.', 'Acme A/S', '株式会社', 'Ньютон'])(
    '%s is another name',
    (name) => {
      expect(keyOf(name)).not.toBe(keyOf('Acme'));
    },
  );

  test.each([
    ['nothing', ''],
    ['blanks', ' \n\t '],
    ['signs alone', '!!! ...'],
    ['markup', '<b>Acme</b>'],
    ['text turned around', 'Acme\u202Eemca'],
    ['a blank of no width', 'Ac\u200Bme'],
    ['a filler that counts as a letter', '\u3164\u3164'],
    ['a control character', 'Acme\u0000'],
    ['half a character', 'Acme\uD800'],
    ['piled-up accents', `A${'\u0301\u0302\u0303\u0304\u0305'}cme`],
    ['a link', 'Your account is locked: https://evil.example'],
    ['a link without a scheme', 'Log in at www.evil.example'],
    ['a link with a path', 'Evil.example/login'],
    ['an address', 'Write to help@evil.example'],
    ['too much', 'a'.repeat(121)],
  ])('is refused: %s', (_what, name) => {
    refuses(() => parseOrganizationName(name), 'name');
  });

  test('is kept as it was meant, with single blanks', () => {
    expect(parseOrganizationName('  O’Neill \n & Söhne  GmbH ').name).toBe('O’Neill & Söhne GmbH');
  });
});

describe('the email domain of an organization', () => {
  test.each([
    ['Acme.COM', 'acme.com'],
    ['@acme.com', 'acme.com'],
    ['acme.com.', 'acme.com'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['eu.acme.co.uk', 'eu.acme.co.uk'],
  ])('%s is kept as %s', (given, kept) => {
    expect(parseDomain(given)).toBe(kept);
  });

  test.each([
    '',
    'acme',
    'ada@acme.com',
    '*.acme.com',
    'https://acme.com',
    '127.0.0.1',
    'a b.com',
    '-a.com',
    'gmail.com',
    'GMX.de',
  ])('%s is refused', (given) => {
    refuses(() => parseDomain(given), 'domain');
  });
});
