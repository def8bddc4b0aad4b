import { pino } from 'pino';
import { env } from './env';

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

/**
 * Structured lines on standard output; secrets are redacted by name as the second net (the first: nobody logs them).
 */
export const log = pino({
  level: env().LOG_LEVEL,
  base: { service: 'portico' },
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: { paths: SECRET_NAMES.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[redacted]' },
  serializers: { err: pino.stdSerializers.err },
});
