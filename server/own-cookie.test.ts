import { expect, test } from 'vitest';
import { ownCookie } from './own-cookie';

test('a cookie that opens something is its host’s alone, over https only, and unseen by scripts [H-04]', () => {
  expect(ownCookie('session', 'https://portal.test')).toEqual({
    name: '__Host-portico.session',
    // No domain: with one a browser refuses the name.
    options: { httpOnly: true, sameSite: 'lax', path: '/', secure: true },
  });
  expect(ownCookie('session', 'http://localhost:3000')).toMatchObject({
    name: 'portico.session',
    options: { httpOnly: true, secure: false },
  });
});
