import { afterAll, describe, expect, test, vi } from 'vitest';

const environment = {
  PORTAL_SECRET: 'x'.repeat(32),
  DATABASE_URL: 'postgres://portal@db.test/portal',
  SMTP_URL: 'smtp://mail.test:25',
  GATEWAY_URL: 'http://gateway.test',
  GATEWAY_SECRET: 'a-secret-of-our-own',
  GATEWAY_ORG_ID: 'org',
};

afterAll(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

/** What a portal at this address answers to a form that was sent with these headers. */
async function answerOf(portal: string, headers: Record<string, string>): Promise<string> {
  vi.resetModules();
  for (const [name, value] of Object.entries({ ...environment, PORTAL_URL: portal })) vi.stubEnv(name, value);
  const { refuseForeignOrigin } = await import('./refuse-foreign-origin');
  try {
    refuseForeignOrigin(new Headers(headers));
    return 'taken';
  } catch (error) {
    return (error as { code?: string }).code ?? 'fault';
  }
}

describe('a form', () => {
  const PORTAL = 'https://portal.acme.test';
  const OWN = { origin: PORTAL };

  test('of the portal is taken, by its Origin or where the browser says that it is the same', async () => {
    expect(await answerOf(PORTAL, { ...OWN, 'sec-fetch-site': 'same-origin' })).toBe('taken');
    expect(await answerOf(`${PORTAL}/`, OWN)).toBe('taken');
    expect(await answerOf(PORTAL, { 'sec-fetch-site': 'same-origin' })).toBe('taken');
  });

  // Let a missing Origin pass, as the framework does, and this must fail.
  test.each([{}, { 'sec-fetch-site': 'none' }, { 'sec-fetch-site': 'same-site' }, { 'sec-fetch-site': 'cross-site' }])(
    'that does not say where it comes from is refused [S-02]: %j',
    async (headers) => expect(await answerOf(PORTAL, headers)).toBe('forbidden'),
  );

  test.each([
    'https://evil.test',
    'http://portal.acme.test',
    'https://portal.acme.test:8443',
    'https://portal.acme.test.evil.test',
    'https://acme.test',
    'null',
    '',
    'nonsense',
    'https://portal.acme.test, https://evil.test',
  ])('of another place is refused [S-03]: %s', async (origin) => {
    expect(await answerOf(PORTAL, { origin, 'sec-fetch-site': 'same-origin' })).toBe('forbidden');
  });

  // Compare with Host instead of PORTAL_URL, and this must fail.
  test('is not taken for its own because Host or X-Forwarded-Host name the same place [S-04]', async () => {
    const headers = { origin: 'https://evil.test', host: 'evil.test', 'x-forwarded-host': 'evil.test' };
    expect(await answerOf(PORTAL, headers)).toBe('forbidden');
    expect(await answerOf('http://localhost:3000', headers)).toBe('forbidden');
  });

  test('on the machine itself may come from any of its names, at the same port', async () => {
    const at = (origin: string, host: string) => answerOf('http://localhost:3000', { origin, host });
    expect(await at('http://127.0.0.1:3000', '127.0.0.1:3000')).toBe('taken');
    expect(await at('http://127.0.0.1:4000', '127.0.0.1:3000')).toBe('forbidden');
    expect(await at('http://localhost:3000', 'localhost:3000')).toBe('taken');
    expect(await answerOf(PORTAL, { origin: 'http://localhost', host: 'localhost' })).toBe('forbidden');
  });
});
