import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalEmail } from './email-address';

describe('canonicalEmail', () => {
  test.each([
    ['Ada@Acme.Test', 'ada@acme.test'],
    ['  ada@acme.test\n', 'ada@acme.test'],
    ['ａｄａ＠ａｃｍｅ．ｔｅｓｔ', 'ada@acme.test'],
    ['ada+portal@acme.test', 'ada+portal@acme.test'],
    ["o'neil@acme.test", "o'neil@acme.test"],
    ['ada@bücher.example', 'ada@xn--bcher-kva.example'],
    ['ada@XN--BCHER-KVA.example', 'ada@xn--bcher-kva.example'],
  ])('one address has one form: %s', (given, canonical) => {
    expect(canonicalEmail(given)).toBe(canonical);
  });

  test.each([
    '',
    'ada',
    'ada@',
    '@acme.test',
    'ada@acme',
    'ada@acme..test',
    '.ada@acme.test',
    'ada.@acme.test',
    'a..b@acme.test',
    'victim@x.test,me@y.test',
    'victim@x.test;me@y.test',
    'victim@x.test me@y.test',
    'victim@x.test\r\nBcc: me@y.test',
    'victim＠x.test@y.test',
    'victim@x.test%0acc:me@y.test',
    'victim@x.test%0a',
    'victim%y.test@x.test',
    'y.test!victim@x.test',
    '"me@y.test"@victim.test',
    '"ada"@acme.test',
    'ada@[127.0.0.1]',
    'ada@127.0.0.1',
    'ada@0x7f.1',
    'ada@ex%61mple.test',
    'ada@acme.test/path',
    'ada@acme.test:25',
    'ada\0@acme.test',
    'ada@-acme.test',
    'Ada <ada@acme.test>',
    'Ada@acme。test',
  ])('what is not exactly one plain address is none: %j [T-09]', (given) => {
    expect(canonicalEmail(given)).toBeNull();
  });

  test('an address has the lengths that mail allows, and a megabyte is refused without reading it', () => {
    expect(canonicalEmail(`${'a'.repeat(64)}@acme.test`)).not.toBeNull();
    expect(canonicalEmail(`${'a'.repeat(65)}@acme.test`)).toBeNull();
    expect(canonicalEmail(`ada@${'a'.repeat(64)}.test`)).toBeNull();
    expect(canonicalEmail(`ada@${'abcdefghi.'.repeat(26)}test`)).toBeNull();
    expect(canonicalEmail(`${'a'.repeat(1_000_000)}@acme.test`)).toBeNull();
  });

  test('folding twice changes nothing, and nothing that could break out of a header survives [V-04]', () => {
    fc.assert(
      fc.property(fc.oneof(fc.emailAddress(), fc.string({ unit: 'binary' })), (given) => {
        const canonical = canonicalEmail(given);
        if (canonical === null) return;
        expect(canonicalEmail(canonical)).toBe(canonical);
        expect(canonical).toMatch(/^[^\s@,;<>"\\]+@[a-z0-9.-]+$/);
      }),
    );
  });
});
