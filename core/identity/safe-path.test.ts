import fc from 'fast-check';
import { expect, test } from 'vitest';
import { safePath } from './safe-path';

test.each([
  ['/', '/'],
  ['/apps', '/apps'],
  ['/keys/confirm?token=abc&x=1', '/keys/confirm?token=abc&x=1'],
  ['/products/weather#plans', '/products/weather#plans'],
  ['/auth/invitation?token=abc', '/auth/invitation?token=abc'],
  ['/search?q=a%20b', '/search?q=a%20b'],
  ['/%2f%2fevil.test', '/%2f%2fevil.test'],
])('%s leads on', (wanted, path) => {
  expect(safePath(wanted)).toBe(path);
});

test.each([
  null,
  undefined,
  '',
  'apps',
  '//evil.test',
  '///evil.test',
  '/\\evil.test',
  '\\\\evil.test',
  '/apps\\..\\x',
  '/.//evil.test',
  '/x/..//evil.test',
  'https:evil.test',
  'https://evil.test',
  'javascript:alert(1)',
  'data:text/html,x',
  '@evil.test',
  '/\t/evil.test',
  '/\n/evil.test',
  ' //evil.test',
  '/ /evil.test',
  '/\u0000',
  '/ünïcode',
  '/auth/login',
  '/auth/invitation/x',
  '/auth/invitation-x',
  '/auth/login?next=/auth/login',
  '/x/../auth/login',
  '/auth',
  '/api/auth/signout',
  `/${'a'.repeat(3_000)}`.slice(0, 2_001),
])('anything else leads home (%#) [A-19]', (wanted) => {
  expect(safePath(wanted)).toBe('/');
});

test('whatever a link says, a browser stays on the portal [A-19] [S-11]', () => {
  const nasty = fc.string({ unit: fc.constantFrom('/', '\\', '.', '@', ':', '?', '#', '%2f', 'e', '\t', '\n', ' ') });
  fc.assert(
    fc.property(fc.oneof(nasty, fc.webUrl(), fc.string()), (wanted) => {
      expect(new URL(safePath(wanted), 'https://portal.test').origin).toBe('https://portal.test');
    }),
  );
});
