import { rmSync } from 'node:fs';
import path from 'node:path';
import { dropDatabase, ensureDatabase } from '../embedded-postgres/databases.mjs';
import { startPostgres } from '../embedded-postgres/start-postgres.mjs';
import { forgetBuild, isBuilt, markBuilt, sourceHash } from './build-stamp.mjs';
import { keptSecret } from './data-folder.mjs';
import { isInstalled, markInstalled, npmCommand } from './install.mjs';
import { requireFreePorts } from './ports.mjs';
import { forgetPrepared, isPrepared, markPrepared, preparedStamp } from './prepared-stamp.mjs';
import { startGateway, startMailbox, startWeb } from './processes.mjs';
import { countsForItself, next, portalEnvironment, typescript, USAGE_DATABASE } from './programs.mjs';
import { StartError } from './start-error.mjs';

/**
 * @typedef {object} Surroundings
 * @property {string} root
 * @property {import('./settings.mjs').Settings} settings
 * @property {import('./family.mjs').Family} family
 * @property {ReturnType<typeof import('./progress.mjs').createProgress>} progress
 * @property {ReturnType<typeof import('./shutdown.mjs').createShutdown>} shutdown
 */

/**
 * Starts everything, side by side where nothing waits for another; returns when the portal answers.
 * @param {Surroundings} all
 */
export async function bringUp(all) {
  const { settings } = all;
  await requireFreePorts(wantedPorts(settings));
  await install(all);
  const secrets = makeSecrets(settings);
  if (settings.resetDemo) forgetDemo(settings.dataDir);
  const environmentOn = (/** @type {string} */ databaseUrl) => portalEnvironment({ settings, secrets, databaseUrl });
  // The build reads no database; it only wants to see the variables filled.
  const environment = environmentOn(settings.databaseUrl ?? 'postgres://127.0.0.1/none');

  const built = settings.isDev ? null : build(all, environment);
  const database = openDatabase(all);
  // The demo gateway counts its calls there.
  const gateway = database.then((url) => startGateway(all, environmentOn(url)));
  const neighbours = Promise.all([gateway, startMailbox(all, environment)]);
  const prepared = database.then(async (url) => {
    await prepare(all, url, environmentOn(url), neighbours);
    return url;
  });
  const web = Promise.all([prepared, built]).then(([url]) => startWeb(all, withoutOwner(environmentOn(url))));
  await Promise.all([web, neighbours]);
}

/**
 * Who takes over the portal must not find the password of the tables' owner.
 * @param {NodeJS.ProcessEnv} env
 */
function withoutOwner({ MIGRATION_DATABASE_URL: _, ...env }) {
  return env;
}

/** @param {import('./settings.mjs').Settings} settings */
function wantedPorts({ port, host, gateway, mail }) {
  return [
    { port, host: host ?? '::', what: 'web', variable: 'PORT' },
    ...(gateway.isDemo ? [{ port: gateway.port, what: 'demo gateway', variable: 'DEMO_GATEWAY_PORT' }] : []),
    ...(mail.isDemo
      ? [
          { port: mail.smtpPort, what: 'demo mailbox, SMTP', variable: 'DEMO_MAILBOX_SMTP_PORT' },
          { port: mail.webPort, what: 'demo mailbox, web', variable: 'DEMO_MAILBOX_WEB_PORT' },
        ]
      : []),
  ];
}

/** @param {Surroundings} all */
async function install({ root, settings, family, progress }) {
  // The demo's documents come from packages that nobody needs in production.
  const wanted = { withDev: settings.isDemo };
  if (isInstalled(root, wanted)) return;
  const npm = npmCommand(wanted.withDev ? ['ci', '--include=dev'] : ['ci']);
  await progress.step('Install packages (npm ci)', () => family.run('npm', { ...npm, env: process.env }));
  markInstalled(root, wanted);
}

/** @param {import('./settings.mjs').Settings} settings */
export function makeSecrets({ portalSecret, gateway, dataDir }) {
  return {
    portal: portalSecret ?? keptSecret(dataDir, 'portal-secret', { neededBy: path.join(dataDir, 'prepared') }),
    gateway: gateway.secret ?? keptSecret(dataDir, 'gateway-secret'),
  };
}

/** @param {string} dataDir */
function forgetDemo(dataDir) {
  forgetPrepared(dataDir);
  for (const name of ['mailbox.jsonl', 'demo-gateway.json', 'demo-gateway']) {
    rmSync(path.join(dataDir, name), { recursive: true, force: true });
  }
}

/**
 * @param {Surroundings} all
 * @returns {Promise<string>} the database's URL
 */
async function openDatabase({ settings, progress, shutdown }) {
  if (settings.databaseUrl !== null) return settings.databaseUrl;
  return progress.step('Start PostgreSQL', async () => {
    const starting = startPostgres({ dataDir: settings.dataDir, port: settings.databasePort, log: progress.say });
    shutdown.alsoStop(starting);
    const postgres = await starting;
    postgres.onGone(() => {
      const log = path.join(settings.dataDir, 'logs', 'postgres.log');
      void shutdown.fail(new StartError(`PostgreSQL ended unexpectedly, see ${log}`));
    });
    const names = ['portico', ...(countsForItself(settings) ? [USAGE_DATABASE] : [])];
    for (const name of names) {
      if (settings.resetDemo) await dropDatabase(postgres.url, name);
      await ensureDatabase(postgres.url, name);
    }
    return postgres.url;
  });
}

/**
 * @param {Surroundings} all
 * @param {string} url
 * @param {NodeJS.ProcessEnv} env
 * @param {Promise<unknown>} neighbours demo data speaks to the gateway
 */
async function prepare({ root, settings, family, progress }, url, env, neighbours) {
  const isOurs = settings.databaseUrl === null;
  const stamp = isOurs ? await preparedStamp(root, url, settings.isDemo) : '';
  if (isOurs && isPrepared(settings.dataDir, stamp)) return;
  if (settings.isDemo) await neighbours;
  const what = settings.isDemo ? 'Migrate the database and load demo data' : 'Migrate the database';
  await progress.step(what, () => family.run('prepare', { ...typescript('scripts/portal/main.ts', ['prepare']), env }));
  if (isOurs) markPrepared(settings.dataDir, stamp);
}

/**
 * @param {Surroundings} all
 * @param {NodeJS.ProcessEnv} env
 */
async function build({ root, family, progress }, env) {
  const hash = sourceHash(root);
  if (isBuilt(root, hash)) return;
  forgetBuild(root);
  await progress.step('Build (next build)', () => family.run('build', { ...next(root, ['build']), env }));
  markBuilt(root, hash);
}
