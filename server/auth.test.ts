import { getServerSession } from 'next-auth';
import { encode } from 'next-auth/jwt';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { sessionSecret } from './session-token';

const SECRET = 'the secret that this portal has, and no other';

beforeEach(() => {
  vi.resetModules();
  const gateway = { GATEWAY_URL: 'http://127.0.0.1:1', GATEWAY_SECRET: 'a-secret-of-our-own', GATEWAY_ORG_ID: 'org' };
  const around = { SMTP_URL: 'smtp://127.0.0.1:1', DATABASE_URL: 'postgres://127.0.0.1:1/none', PORTAL_SECRET: SECRET };
  for (const [name, value] of Object.entries({ ...gateway, ...around })) vi.stubEnv(name, value);
});
afterEach(() => vi.unstubAllEnvs());

const authOptions = async () => (await import('./auth')).authOptions();

/** As next-auth itself reads a request, with the portal's options. */
async function sessionOf(request: { cookies?: Record<string, string>; headers?: Record<string, string> }) {
  const reply = { getHeader: () => [], setHeader: () => reply, setCookie: () => reply };
  const quiet = { error: () => {}, warn: () => {}, debug: () => {} };
  const options = { ...(await authOptions()), logger: quiet };
  // As much of a request and of an answer as next-auth touches.
  return getServerSession({ headers: {}, cookies: {}, ...request } as never, reply as never, options as never);
}

const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('the cookie of a session', () => {
  // Spread what the client sent into the token, as next-auth's own examples do, and this must fail.
  test('holds the id that a login gave it, whatever a client asks to change [A-16]', async () => {
    const { jwt } = (await authOptions()).callbacks ?? {};
    const wish = { sid: 'two', role: 'owner', organizationId: 'x', user: { role: 'owner' } };
    const user = { id: 'two' };
    for (const trigger of ['update', 'signUp', undefined] as const) {
      const token = await jwt?.({
        token: { sid: 'one', role: 'owner' },
        trigger,
        session: wish,
        user,
        account: null,
      } as never);
      expect(token).toEqual({ sid: 'one' });
    }
  });

  test('that this portal did not make, or that comes in another way, is nobody’s [A-18]', async () => {
    const good = await encode({ token: { sid: 'one' }, secret: sessionSecret(SECRET), maxAge: 60 });
    expect(await sessionOf({ cookies: { 'portico.session': good } })).toMatchObject({ sid: 'one' });
    const staging = await encode({
      token: { sid: 'one' },
      secret: sessionSecret('another portal’s secret'),
      maxAge: 60,
    });
    const old = await encode({ token: { sid: 'one' }, secret: sessionSecret(SECRET), maxAge: -60 });
    const unsigned = `${base64url({ alg: 'none' })}.${base64url({ sid: 'one', exp: 4_000_000_000 })}.`;
    const bare = await encode({ token: { sid: 'one' }, secret: SECRET, maxAge: 60 });
    for (const forged of [staging, old, unsigned, bare, `${good}x`, good.slice(1), '%E0%A4%A', '', 'null', '{}']) {
      expect(await sessionOf({ cookies: { 'portico.session': forged } }), forged).toBeNull();
    }
    expect(await sessionOf({ headers: { authorization: `Bearer ${good}` } })).toBeNull();
    expect(await sessionOf({ cookies: { 'next-auth.session-token': good } })).toBeNull();
  });
});
