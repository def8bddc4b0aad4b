import path from 'node:path';
import { StartError } from './start-error.mjs';

/** The demo gateway's organization; any 24 hexadecimal digits would do, demo policies carry these. */
const DEMO_ORG_ID = '5e9d9544a1dcd60001d0ed20';
const SECRET_CHARACTERS_MIN = 32;

/** @typedef {ReturnType<typeof readSettings>} Settings */

/**
 * Everything that the environment says, checked before anything is started. `server/env.ts` checks it again in each
 * process; here only what a start needs to know is read.
 * @param {Record<string, string | undefined>} environment
 * @param {{ root: string, args?: readonly string[] }} where
 * @throws {StartError} one line that names the variable
 */
export function readSettings(environment, { root, args = [] }) {
  // An empty variable is an unset one: compose files write `X=`.
  const env = /** @type {Record<string, string>} */ (
    Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''))
  );
  const { isDev, resetDemo } = readArgs(args);
  const port = readPort(env, 'PORT', 3000);
  const portalUrl = (readUrl(env, 'PORTAL_URL', ['http', 'https']) ?? `http://localhost:${port}`).replace(/\/+$/, '');
  const databaseUrl = readUrl(env, 'DATABASE_URL', ['postgres', 'postgresql']);
  const isDemo = readFlag(env, 'PORTAL_DEMO', databaseUrl === null);
  if (databaseUrl !== null && env.PORTAL_SECRET === undefined) {
    throw new StartError(
      'PORTAL_SECRET must be set beside DATABASE_URL: 32 random bytes, for example from: openssl rand -hex 32',
    );
  }
  if (env.PORTAL_SECRET !== undefined && env.PORTAL_SECRET.length < SECRET_CHARACTERS_MIN) {
    throw new StartError(
      'PORTAL_SECRET must have at least 32 random characters, for example from: openssl rand -hex 32',
    );
  }
  const previous = (env.PORTAL_SECRET_PREVIOUS ?? '').split(',').map((one) => one.trim());
  if (previous.some((one) => one !== '' && one.length < SECRET_CHARACTERS_MIN)) {
    throw new StartError('PORTAL_SECRET_PREVIOUS names secrets of at least 32 characters each, separated by commas.');
  }
  if (resetDemo && (databaseUrl !== null || !isDemo)) {
    throw new StartError('--reset-demo works only on the embedded PostgreSQL with demo data; it would delete yours.');
  }
  checkSingleSignOn(env);
  return {
    isDev,
    resetDemo,
    isDemo,
    port,
    portalUrl,
    host: env.HOST ?? (isLoopback(portalUrl) ? '127.0.0.1' : null),
    dataDir: path.resolve(root, env.PORTAL_DATA_DIR ?? '.data'),
    portalSecret: env.PORTAL_SECRET ?? null,
    databaseUrl,
    databasePort: readPort(env, 'EMBEDDED_POSTGRES_PORT', 54329),
    usageDatabaseUrl: readUrl(env, 'USAGE_DATABASE_URL', ['postgres', 'postgresql']),
    gateway: readGateway(env),
    mail: readMail(env),
  };
}

/** @param {readonly string[]} args */
function readArgs(args) {
  const known = ['--dev', '--reset-demo'];
  const stranger = args.find((arg) => !known.includes(arg));
  if (stranger !== undefined) throw new StartError(`Unknown option ${stranger}. There is only --reset-demo.`);
  return { isDev: args.includes('--dev'), resetDemo: args.includes('--reset-demo') };
}

/** @param {Record<string, string>} env */
function readGateway(env) {
  const url = readUrl(env, 'GATEWAY_URL', ['http', 'https']);
  if (url !== null) {
    for (const name of ['GATEWAY_SECRET', 'GATEWAY_ORG_ID']) {
      if (env[name] === undefined) throw new StartError(`${name} must be set beside GATEWAY_URL.`);
    }
  }
  const proxyUrl = readUrl(env, 'GATEWAY_PROXY_URL', ['http', 'https']);
  const port = readPort(env, 'DEMO_GATEWAY_PORT', 8080);
  return {
    isDemo: url === null,
    port,
    url: url ?? `http://127.0.0.1:${port}`,
    proxyUrl: proxyUrl ?? url ?? `http://127.0.0.1:${port}`,
    orgId: env.GATEWAY_ORG_ID ?? DEMO_ORG_ID,
    secret: env.GATEWAY_SECRET ?? null,
  };
}

/** @param {Record<string, string>} env */
function readMail(env) {
  const url = readUrl(env, 'SMTP_URL', ['smtp', 'smtps']);
  const smtpPort = readPort(env, 'DEMO_MAILBOX_SMTP_PORT', 1025);
  const webPort = readPort(env, 'DEMO_MAILBOX_WEB_PORT', 1080);
  return {
    isDemo: url === null,
    smtpPort,
    webPort,
    smtpUrl: url ?? `smtp://127.0.0.1:${smtpPort}`,
    from: env.EMAIL_FROM ?? 'Portico <portal@portal.test>',
  };
}

/** @param {Record<string, string>} env */
function checkSingleSignOn(env) {
  const names = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'];
  const missing = names.filter((name) => env[name] === undefined);
  if (missing.length === 1 || missing.length === 2) {
    throw new StartError(`Single sign-on is half set: ${missing.join(' and ')} must be set too, or none of OIDC_….`);
  }
}

/**
 * @param {Record<string, string>} env
 * @param {string} name
 * @param {number} fallback
 */
function readPort(env, name, fallback) {
  const text = env[name] ?? String(fallback);
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) {
    throw new StartError(`${name} must be a port number between 1 and 65535.`);
  }
  return port;
}

/**
 * @param {Record<string, string>} env
 * @param {string} name
 * @param {readonly string[]} schemes
 */
function readUrl(env, name, schemes) {
  const text = env[name];
  if (text === undefined) return null;
  const scheme = URL.canParse(text) ? new URL(text).protocol.slice(0, -1) : '';
  // The value is not repeated: it may hold a password.
  if (!schemes.includes(scheme)) {
    throw new StartError(
      `${name} must be a URL that starts with ${schemes.map((known) => `${known}://`).join(' or ')}.`,
    );
  }
  return text;
}

/**
 * @param {Record<string, string>} env
 * @param {string} name
 * @param {boolean} fallback
 */
function readFlag(env, name, fallback) {
  const text = env[name];
  if (text === undefined) return fallback;
  if (!['0', '1', 'true', 'false'].includes(text)) throw new StartError(`${name} must be 0 or 1.`);
  return text === '1' || text === 'true';
}

/** @param {string} url */
function isLoopback(url) {
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);
}
