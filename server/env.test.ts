import { describe, expect, test } from 'vitest';
import { parseEnv } from './env';

const good = {
  PORTAL_SECRET: 'x'.repeat(32),
  DATABASE_URL: 'postgres://portal@db.test/portal',
  SMTP_URL: 'smtp://mail.test:25',
  GATEWAY_URL: 'http://gateway.test:8080/',
  GATEWAY_SECRET: 'a-secret-of-our-own',
  GATEWAY_ORG_ID: 'org',
};

describe('the environment', () => {
  test('the defaults are those of the contract', () => {
    expect(parseEnv(good)).toMatchObject({
      PORT: 3000,
      PORTAL_URL: 'http://localhost:3000',
      GATEWAY_URL: 'http://gateway.test:8080',
      GATEWAY_PROXY_URL: 'http://gateway.test:8080',
      PORTAL_DEMO: false,
    });
  });

  test('a wrong value is one line that names the variable and never repeats it', () => {
    const read = () => parseEnv({ ...good, PORTAL_SECRET: 'hunter2', PORT: 'eighty', SMTP_URL: 'mail.test' });
    expect(read).toThrow(/^Wrong environment: .*PORT .*PORTAL_SECRET must be at least 32.*SMTP_URL must be a URL/);
    expect(read).not.toThrow(/hunter2|mail\.test/);
  });

  test('secrets of before are a list, and each is long enough', () => {
    const [one, two] = ['y'.repeat(32), 'z'.repeat(40)];
    expect(parseEnv(good).PORTAL_SECRET_PREVIOUS).toEqual([]);
    expect(parseEnv({ ...good, PORTAL_SECRET_PREVIOUS: `${one}, ${two},` }).PORTAL_SECRET_PREVIOUS).toEqual([one, two]);
    const read = () => parseEnv({ ...good, PORTAL_SECRET_PREVIOUS: `${one},hunter2` });
    expect(read).toThrow(/PORTAL_SECRET_PREVIOUS must be at least 32/);
    expect(read).not.toThrow(/hunter2/);
  });

  test('a missing variable is called missing [A-24] [K-21] [L-06]', () => {
    const { DATABASE_URL: _, ...rest } = good;
    expect(() => parseEnv(rest)).toThrow('DATABASE_URL is not set');
    expect(() => parseEnv({ ...good, DATABASE_URL: '' })).toThrow('DATABASE_URL is not set');
  });

  test("a secret from Tyk's documentation is refused [A-24] [L-06]", () => {
    expect(() => parseEnv({ ...good, GATEWAY_SECRET: '352d20ee67be67f6340b4c0605b044b7' })).toThrow('GATEWAY_SECRET');
  });

  test('traces are taken where somebody is named for them and nobody switched them off', () => {
    const named = { ...good, OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector.test:4318' };
    expect(parseEnv(good).TRACES).toBe(false);
    expect(parseEnv(named).TRACES).toBe(true);
    expect(parseEnv({ ...good, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://collector.test/v1/traces' }).TRACES).toBe(
      true,
    );
    expect(parseEnv({ ...named, OTEL_SDK_DISABLED: 'true' }).TRACES).toBe(false);
    expect(parseEnv({ ...named, OTEL_TRACES_EXPORTER: 'none' }).TRACES).toBe(false);
    expect(() => parseEnv({ ...named, OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' })).toThrow('OTEL_EXPORTER_OTLP_PROTOCOL');
    expect(() => parseEnv({ ...named, OTEL_TRACES_SAMPLER_ARG: '2' })).toThrow('OTEL_TRACES_SAMPLER_ARG');
  });

  test('fault points are refused outside tests, and unknown ones always [P-07]', () => {
    expect(() => parseEnv({ ...good, FAULT_POINTS: 'gw.afterSend=kill' })).toThrow('tests only');
    expect(() => parseEnv({ ...good, PORTAL_TEST: '1', FAULT_POINTS: 'gw.nowhere=kill' })).toThrow('no point');
  });

  test('single sign-on is configured whole or not at all', () => {
    expect(() => parseEnv({ ...good, OIDC_ISSUER: 'https://id.test' })).toThrow('OIDC_CLIENT_ID');
  });
});
