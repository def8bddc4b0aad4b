import { getServerSession } from 'next-auth';
import { encode } from 'next-auth/jwt';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { decodeSession, sessionSecret } from './session-token';

const OLD = 'the secret that was used until yesterday';
const NEW = 'the secret that is used since this morning';

beforeEach(() => {
  vi.resetModules();
  const gateway = { GATEWAY_URL: 'http://127.0.0.1:1', GATEWAY_SECRET: 'a-secret-of-our-own', GATEWAY_ORG_ID: 'org' };
  const around = { SMTP_URL: 'smtp://127.0.0.1:1', DATABASE_URL: 'postgres://127.0.0.1:1/none', PORTAL_SECRET: NEW };
  for (const [name, value] of Object.entries({ ...gateway, ...around })) vi.stubEnv(name, value);
});
afterEach(() => vi.unstubAllEnvs());

const cookieOf = (secret: string) => encode({ token: { sid: 'one' }, secret: sessionSecret(secret), maxAge: 60 });

/** As next-auth itself reads a request's cookie, with the portal's options. */
async function readBy(portalSecretPrevious: string): Promise<unknown> {
  vi.stubEnv('PORTAL_SECRET_PREVIOUS', portalSecretPrevious);
  const { authOptions } = await import('./auth');
  const request = { headers: {}, cookies: { 'portico.session': await cookieOf(OLD) } };
  const reply = { getHeader: () => [], setHeader: () => reply, setCookie: () => reply };
  const quiet = { error: () => {}, warn: () => {}, debug: () => {} };
  // As much of a request and of an answer as next-auth touches.
  return getServerSession(request as never, reply as never, { ...authOptions(), logger: quiet } as never);
}

// Leave `jwt.decode` out of authOptions and everybody is signed out by a rotation.
test('a session of before a rotation goes on as long as the secret of before is known', async () => {
  expect(await readBy(OLD)).toMatchObject({ sid: 'one' });
  vi.resetModules();
  expect(await readBy('')).toBeNull();
});

test('a cookie that no secret opens is refused as next-auth refuses it [A-18]', async () => {
  const read = decodeSession([NEW, 'another secret, which was used last year']);
  await expect(read({ token: await cookieOf(OLD), secret: '' })).rejects.toThrow();
});
