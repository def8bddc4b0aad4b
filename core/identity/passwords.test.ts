import { describe, expect, test } from 'vitest';
import { cpuTimeOf } from '@/test/cpu-time';
import { hashPassword, isPassword, passwordProblem } from './passwords';

const ada = { email: 'ada.lovelace@acme.test', firstName: 'Ada', lastName: 'Lovelace', portalName: 'Portico' };

describe('a new password', () => {
  test.each([
    'correct horse battery',
    'dJ7-kq0-Lx2w',
    'portal-dev-demo',
    'portal-admin-demo',
    'ünïcödé wörks tôo',
    '🐎🔋🧷🪴🐎🔋🧷🪴🐙🎷🥁🪕',
  ])('%s is good', (password) => {
    expect(passwordProblem(password, ada)).toBeNull();
  });

  test.each([
    ['', /at least 12/],
    ['elevenchars', /at least 12/],
    ['🐎🔋🧷🪴', /at least 12/],
    ['finalfantasy', /attackers/],
    ['FinalFantasy', /attackers/],
    ['password1234', /attackers/],
    ['!!Password2026', /attackers/],
    ['password123456789', /attackers/],
    ['passwordpassword', /attackers/],
    ['qwertyqwerty', /attackers/],
    ['aaaaaaaaaaaa', /attackers/],
    ['abcabcabcabca', /attackers/],
    ['abcdefghijklm', /attackers/],
    ['123456789012', /attackers/],
    ['ｐａｓｓｗｏｒｄ１２３４', /attackers/],
    ['countess lovelace 1815', /your name/],
    ['LOVELACE-engine', /your name/],
    ['ada.lovelace@acme.test', /your name/],
    ['adaadaada1815', /your name/],
    ['portico is mine', /your name/],
    ['a lone \ud800 surrogate', /character/],
    ['a zero \0 in the middle', /character/],
  ])('%j is refused with its reason [A-23]', (password, reason) => {
    expect(passwordProblem(password, ada)).toMatch(reason);
  });

  test('is at most 128 characters long, and a megabyte is refused without reading it', () => {
    expect(passwordProblem('x1'.concat('7q0w9e8r'.repeat(16)), ada)).toMatch(/at most 128/);
    expect(passwordProblem('z9x'.repeat(400_000), ada)).toMatch(/at most 128/);
  });

  test('a short name may occur in a good password by chance', () => {
    expect(passwordProblem('canada has nine bears', ada)).toBeNull();
  });
});

describe('a stored password', () => {
  test('is argon2id with 19 MiB, two passes, one lane, and no two hashes are alike', async () => {
    const [one, other] = [await hashPassword('correct horse battery'), await hashPassword('correct horse battery')];
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(other);
  });

  test('matches in every Unicode form of the same characters, and in full length only [A-09] [V-12]', async () => {
    const stored = await hashPassword('caf\u00e9 au lait, s\u0027il');
    expect(await isPassword('cafe\u0301 au lait, s\u0027il', stored)).toBe(true);
    const long = 'x1'.concat('7q0w9e8r'.repeat(15));
    expect(await isPassword(long.slice(0, 72), await hashPassword(long))).toBe(false);
  });

  test('nobody has a password, whatever is tried', async () => {
    expect(await isPassword('nobody has this password', null)).toBe(false);
    expect(await isPassword('', null)).toBe(false);
  });

  test('a megabyte is refused without hashing it [A-10]', async () => {
    const stored = await hashPassword('correct horse battery');
    const work = await cpuTimeOf(async () => {
      const tries = await Promise.all(Array.from({ length: 50 }, () => isPassword('x'.repeat(1_000_000), stored)));
      expect(tries).toEqual(Array.from({ length: 50 }, () => false));
    });
    // Fifty hashes take more than a second on any machine that runs this; refusing takes nothing.
    expect(work).toBeLessThan(500);
  });
});
