import { type LoggerOptions, stdSerializers, stdTimeFunctions } from 'pino';

/** Names that never reach a log line, at any depth that we write. */
const SECRET_NAMES = [
  'password',
  'secret',
  'token',
  'key',
  'authorization',
  'cookie',
  'apiKey',
  'keyId',
  'link',
  'PORTAL_SECRET',
  'PORTAL_SECRET_PREVIOUS',
  'GATEWAY_SECRET',
  'SMTP_URL',
  'DATABASE_URL',
  'MIGRATION_DATABASE_URL',
];

/** How a line is written; secrets are redacted by name as the second net (the first: nobody logs them). */
export function logOptions(level: string): LoggerOptions {
  return {
    level,
    base: { service: 'portico' },
    timestamp: stdTimeFunctions.isoTime,
    redact: { paths: SECRET_NAMES.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[redacted]' },
    serializers: { err: withoutValues },
  };
}

/** A statement that failed is told without what it was given: addresses, names, hashes. PostgreSQL says what was wrong. */
function withoutValues(error: unknown): unknown {
  const told = error instanceof Error ? stdSerializers.err(error) : error;
  if (!(error instanceof Error && 'params' in error) || typeof told !== 'object' || told === null) return told;
  const values = `\nparams: ${error.params}`;
  const { params: _params, ...rest } = told as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(rest).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.replaceAll(values, '') : value,
    ]),
  );
}
