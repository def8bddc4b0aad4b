import { describe, expect, test } from 'vitest';
import { requireNode } from './node-version.mjs';
import { readSettings } from './settings.mjs';

const read = (env: Record<string, string>, args: string[] = []) => readSettings(env, { root: '/portal', args });
const SECRET = 'x'.repeat(32);

describe('without any variable', () => {
  test('everything is embedded, on the ports of the contract, with demo data', () => {
    expect(read({})).toMatchObject({
      isDemo: true,
      port: 3000,
      portalUrl: 'http://localhost:3000',
      host: '127.0.0.1',
      dataDir: '/portal/.data',
      databaseUrl: null,
      databasePort: 54329,
      usageDatabaseUrl: null,
      gateway: { isDemo: true, url: 'http://127.0.0.1:8080', proxyUrl: 'http://127.0.0.1:8080' },
      mail: { isDemo: true, smtpUrl: 'smtp://127.0.0.1:1025', webPort: 1080, from: 'Portico <portal@portal.test>' },
    });
  });

  test('an empty variable counts as unset', () => {
    expect(read({ PORT: '', DATABASE_URL: '', PORTAL_DEMO: '' })).toEqual(read({}));
  });
});

test('the public URL follows the port, and is kept without a slash at its end', () => {
  expect(read({ PORT: '3001' }).portalUrl).toBe('http://localhost:3001');
  expect(read({ PORTAL_URL: 'https://portal.example.org/' }).portalUrl).toBe('https://portal.example.org');
});

test('a portal with a public URL listens on every address', () => {
  expect(read({ PORTAL_URL: 'https://portal.example.org' }).host).toBeNull();
});

test('demo data is refused beside a database of your own, unless it is asked for', () => {
  const own = { DATABASE_URL: 'postgres://db/portal', PORTAL_SECRET: SECRET };
  expect(read(own).isDemo).toBe(false);
  expect(read({ ...own, PORTAL_DEMO: '1' }).isDemo).toBe(true);
});

test.each([
  [{ PORT: '0' }, 'PORT must be a port number'],
  [{ PORT: '3000x' }, 'PORT must be a port number'],
  [{ EMBEDDED_POSTGRES_PORT: '70000' }, 'EMBEDDED_POSTGRES_PORT must be a port number'],
  [{ PORTAL_URL: 'portal.example.org' }, 'PORTAL_URL must be a URL that starts with http:// or https://'],
  [{ DATABASE_URL: 'mysql://db/portal' }, 'DATABASE_URL must be a URL that starts with postgres://'],
  [{ USAGE_DATABASE_URL: 'mongodb://db/usage' }, 'USAGE_DATABASE_URL must be a URL that starts with postgres://'],
  [{ DATABASE_URL: 'postgres://db/portal' }, 'PORTAL_SECRET must be set beside DATABASE_URL'],
  [{ PORTAL_SECRET: 'short' }, 'PORTAL_SECRET must have at least 32'],
  [{ PORTAL_SECRET_PREVIOUS: `${SECRET},short` }, 'PORTAL_SECRET_PREVIOUS names secrets'],
  [{ SMTP_URL: 'mail.example.org' }, 'SMTP_URL must be a URL'],
  [{ GATEWAY_URL: 'http://tyk:8080' }, 'GATEWAY_SECRET must be set beside GATEWAY_URL'],
  [{ GATEWAY_URL: 'http://tyk:8080', GATEWAY_SECRET: 'secret-1' }, 'GATEWAY_ORG_ID must be set beside GATEWAY_URL'],
  [{ PORTAL_DEMO: 'yes' }, 'PORTAL_DEMO must be 0 or 1'],
  [{ OIDC_ISSUER: 'https://id.example.org' }, 'OIDC_CLIENT_ID and OIDC_CLIENT_SECRET must be set too'],
])('%j is one line that names the variable', (env, line) => {
  expect(() => read(env)).toThrow(line);
  expect(() => read(env)).toThrow(
    expect.objectContaining({ name: 'StartError', message: expect.not.stringMatching('\n') }),
  );
});

test('a wrong value is not repeated: it may hold a password', () => {
  expect(() => read({ DATABASE_URL: 'mysql://me:hunter2@db/portal' })).not.toThrow('hunter2');
});

test('--reset-demo never touches a database of your own', () => {
  const own = { DATABASE_URL: 'postgres://db/portal', PORTAL_SECRET: SECRET, PORTAL_DEMO: '1' };
  expect(read({}, ['--reset-demo']).resetDemo).toBe(true);
  expect(() => read(own, ['--reset-demo'])).toThrow('--reset-demo works only on the embedded PostgreSQL');
  expect(() => read({}, ['--rest-demo'])).toThrow('Unknown option --rest-demo');
});

test.each(['14.21.3', '18.20.0', '20.18.9'])('Node %s is told to be too old', (version) => {
  expect(() => requireNode(version)).toThrow(`Portico needs Node 20.19 or newer, this is Node ${version}`);
});

test.each(['20.19.0', '20.20.2', '22.0.0', '24.1.0-nightly'])('Node %s is new enough', (version) => {
  expect(() => requireNode(version)).not.toThrow();
});
