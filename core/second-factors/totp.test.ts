import { Secret } from 'otpauth';
import { describe, expect, test } from 'vitest';
import { newTotpSecret, stepOfCode, totpUri } from './totp';

/** RFC 6238, appendix B: SHA-1, of which the last six digits. */
const SECRET = Secret.fromUTF8('12345678901234567890').base32;
const VECTORS = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_234_567_890, '005924'],
  [20_000_000_000, '353130'],
] as const;

describe('a code', () => {
  test('is that of RFC 6238', () => {
    for (const [seconds, code] of VECTORS) {
      expect(stepOfCode(SECRET, code, new Date(seconds * 1000))).toBe(Math.floor(seconds / 30));
    }
  });

  test('counts one step early and late, and says which step it is of; not two', () => {
    const at = (seconds: number) => stepOfCode(SECRET, '005924', new Date(seconds * 1000));
    const step = Math.floor(1_234_567_890 / 30);
    expect([at(1_234_567_890 - 30), at(1_234_567_890 + 30)]).toEqual([step, step]);
    expect([at(1_234_567_890 - 60), at(1_234_567_890 + 60)]).toEqual([null, null]);
  });

  test('is six digits, with blanks as people type them, and nothing else', () => {
    const now = new Date(59_000);
    expect(stepOfCode(SECRET, ' 287 082 ', now)).toBe(1);
    for (const wrong of ['', '28708', '2870820', '94287082', '28708a', '２８７０８２']) {
      expect(stepOfCode(SECRET, wrong, now)).toBeNull();
    }
  });
});

test('a secret has 160 bits and is another each time', () => {
  expect(Secret.fromBase32(newTotpSecret()).bytes).toHaveLength(20);
  expect(newTotpSecret()).not.toBe(newTotpSecret());
});

test('what the QR code says names the portal and the account, whatever the portal is called', () => {
  const uri = new URL(totpUri({ secret: SECRET, issuer: 'Acme: APIs & more', account: 'ada@acme.test' }));
  expect(decodeURIComponent(uri.pathname)).toBe('/Acme  APIs & more:ada@acme.test');
  expect(uri.searchParams.get('issuer')).toBe('Acme  APIs & more');
  expect(uri.searchParams.get('secret')).toBe(SECRET);
});
