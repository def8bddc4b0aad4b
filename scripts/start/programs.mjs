import path from 'node:path';
import { onDatabase } from '../embedded-postgres/databases.mjs';

/** The embedded database where the demo gateway counts calls, as a Tyk Pump would. */
export const USAGE_DATABASE = 'portico_usage';

/**
 * The environment of every process that belongs to the portal.
 * @param {object} input
 * @param {import('./settings.mjs').Settings} input.settings
 * @param {{ portal: string, gateway: string }} input.secrets
 * @param {string} input.databaseUrl
 * @returns {NodeJS.ProcessEnv}
 */
export function portalEnvironment({ settings, secrets, databaseUrl }) {
  const { gateway, mail } = settings;
  const counted = countsForItself(settings) ? onDatabase(databaseUrl, USAGE_DATABASE) : '';
  return {
    ...process.env,
    NODE_ENV: settings.isDev ? 'development' : 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    DATABASE_URL: databaseUrl,
    USAGE_DATABASE_URL: settings.usageDatabaseUrl ?? counted,
    DEMO_USAGE_DATABASE_URL: counted,
    PORTAL_SECRET: secrets.portal,
    PORTAL_URL: settings.portalUrl,
    PORTAL_DATA_DIR: settings.dataDir,
    PORTAL_DEMO: settings.isDemo ? '1' : '0',
    PORT: String(settings.port),
    SMTP_URL: mail.smtpUrl,
    EMAIL_FROM: mail.from,
    GATEWAY_URL: gateway.url,
    GATEWAY_PROXY_URL: gateway.proxyUrl,
    GATEWAY_ORG_ID: gateway.orgId,
    GATEWAY_SECRET: secrets.gateway,
    DEMO_GATEWAY_PORT: String(gateway.port),
    DEMO_MAILBOX_SMTP_PORT: String(mail.smtpPort),
    DEMO_MAILBOX_WEB_PORT: String(mail.webPort),
  };
}

/**
 * Whether the demo gateway's calls are counted in the embedded PostgreSQL: nobody named another place for figures, and
 * nothing is written into a database that is not ours.
 * @param {import('./settings.mjs').Settings} settings
 */
export function countsForItself({ databaseUrl, usageDatabaseUrl, gateway }) {
  return databaseUrl === null && usageDatabaseUrl === null && gateway.isDemo;
}

/**
 * A TypeScript file of ours as a program.
 * @param {string} file
 * @param {readonly string[]} [args]
 */
export function typescript(file, args = []) {
  return { command: process.execPath, args: ['--import', 'tsx', file, ...args] };
}

/**
 * Next's own program. Called without npx, so that the process that we end is the one that serves.
 * @param {string} root
 * @param {readonly string[]} args
 */
export function next(root, args) {
  return { command: process.execPath, args: [nextProgram(root), ...args] };
}

/** @param {string} root */
export function nextProgram(root) {
  return path.join(root, 'node_modules', 'next', 'dist', 'bin', 'next');
}

/**
 * @param {string} root
 * @param {import('./settings.mjs').Settings} settings
 */
export function webProgram(root, settings) {
  const address = ['-p', String(settings.port), ...(settings.host === null ? [] : ['-H', settings.host])];
  return next(root, [settings.isDev ? 'dev' : 'start', ...address]);
}
