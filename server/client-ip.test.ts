import { beforeAll, describe, expect, test, vi } from 'vitest';

// The environment is read once per process; this file gives it what it needs to be read at all.
beforeAll(() => {
  vi.stubEnv('PORTAL_SECRET', 'x'.repeat(32));
  vi.stubEnv('DATABASE_URL', 'postgres://portal@db.test/portal');
  vi.stubEnv('SMTP_URL', 'smtp://mail.test:25');
  vi.stubEnv('GATEWAY_URL', 'http://gateway.test');
  vi.stubEnv('GATEWAY_SECRET', 'a-secret-of-our-own');
  vi.stubEnv('GATEWAY_ORG_ID', 'org');
});

const addressOf = async (trusted: string, headers: Record<string, string>) => {
  vi.resetModules();
  vi.stubEnv('TRUSTED_PROXIES', trusted);
  const { clientIp } = await import('./client-ip');
  return clientIp(new Headers(headers));
};

describe('who asks', () => {
  test('a client cannot choose its own address [A-07]', async () => {
    const headers = { 'x-forwarded-for': '203.0.113.9', 'x-portico-peer': '198.51.100.7' };
    expect(await addressOf('0', headers)).toBe('198.51.100.7');
  });

  test('behind one proxy the last hop that it wrote counts, whatever stands before [A-07]', async () => {
    const headers = { 'x-forwarded-for': '1.1.1.1, 2.2.2.2, 203.0.113.9', 'x-portico-peer': '10.0.0.2' };
    expect(await addressOf('1', headers)).toBe('203.0.113.9');
    expect(await addressOf('2', headers)).toBe('2.2.2.2');
  });
});
