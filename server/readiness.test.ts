import { afterEach, beforeEach, expect, test, vi } from 'vitest';

type Shared = { __porticoWiring?: { close(): Promise<void> } | undefined };
const shared = globalThis as Shared;
let before: Shared['__porticoWiring'];

beforeEach(() => {
  before = shared.__porticoWiring;
  shared.__porticoWiring = undefined;
  vi.resetModules();
  const gateway = { GATEWAY_URL: 'http://127.0.0.1:1', GATEWAY_SECRET: 'a-secret-of-our-own', GATEWAY_ORG_ID: 'org' };
  const around = { SMTP_URL: 'smtp://127.0.0.1:1', PORTAL_SECRET: 'x'.repeat(32), LOG_LEVEL: 'silent' };
  const database = { DATABASE_URL: 'postgres://portal:a-password@127.0.0.1:1/none' };
  for (const [name, value] of Object.entries({ ...gateway, ...around, ...database })) vi.stubEnv(name, value);
});
afterEach(async () => {
  await shared.__porticoWiring?.close();
  shared.__porticoWiring = before;
  vi.unstubAllEnvs();
});

// Let what the database throws pass and the probe is a fault instead of a "not yet".
test('a process whose database is away is not ready, says so, and goes on [D-02]', async () => {
  const { readReadiness } = await import('./readiness');
  for (let look = 0; look < 2; look += 1) {
    expect(await readReadiness()).toEqual({ isReady: false, database: 'unreachable', gateways: 'unknown' });
  }
});
