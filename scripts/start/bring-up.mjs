import { rmSync } from 'node:fs';
import path from 'node:path';
import { dropDatabase, ensureDatabase } from '../embedded-postgres/databases.mjs';
import { startPostgres } from '../embedded-postgres/start-postgres.mjs';
import { answersOk } from './answers.mjs';
import { forgetBuild, isBuilt, markBuilt, sourceHash } from './build-stamp.mjs';
import { keptSecret } from './data-folder.mjs';
import { indent } from './family.mjs';
import { isInstalled, markInstalled, npmCommand } from './install.mjs';
import { requireFreePorts } from './ports.mjs';
import { forgetPrepared, isPrepared, markPrepared, preparedStamp } from './prepared-stamp.mjs';
import { next, portalEnvironment, typescript, webProgram } from './programs.mjs';
import { StartError } from './start-error.mjs';
import { waitUntil } from './wait-until.mjs';

const READY_MS = 120_000;

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
  const { root, settings, family, progress } = all;
  await requireFreePorts(wantedPorts(settings));
  if (!isInstalled(root)) {
    await progress.step('Install packages (npm ci)', () =>
      family.run('npm', { ...npmCommand(['ci']), env: process.env }),
    );
    markInstalled(root);
  }
  const secrets = makeSecrets(settings);
  if (settings.resetDemo) forgetDemo(settings.dataDir);
  const environmentOn = (/** @type {string} */ databaseUrl) => portalEnvironment({ settings, secrets, databaseUrl });
  // The build reads no database; it only wants to see the variables filled.
  const environment = environmentOn(settings.databaseUrl ?? 'postgres://127.0.0.1/none');

  const neighbours = Promise.all([startGateway(all, environment), startMailbox(all, environment)]);
  const built = settings.isDev ? null : build(all, environment);
  const database = openDatabase(all);
  const prepared = database.then(async (url) => {
    await prepare(all, url, environmentOn(url), neighbours);
    return url;
  });
  const web = Promise.all([prepared, built]).then(([url]) => startWeb(all, environmentOn(url)));
  await Promise.all([web, neighbours]);
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
    if (settings.resetDemo) {
      await dropDatabase(postgres.url, 'portico');
      await ensureDatabase(postgres.url, 'portico');
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
async function build({ root, settings, family, progress }, env) {
  const hash = sourceHash(root, settings.portalUrl);
  if (isBuilt(root, hash)) return;
  forgetBuild(root);
  await progress.step('Build (next build)', () => family.run('build', { ...next(root, ['build']), env }));
  markBuilt(root, hash);
}

/**
 * @param {Surroundings} all
 * @param {NodeJS.ProcessEnv} env
 */
async function startGateway(all, env) {
  const { gateway } = all.settings;
  if (!gateway.isDemo) return;
  await startMember(all, 'gateway', { ...typescript('gateway/demo/main.ts'), env }, `${gateway.url}/hello`);
}

/**
 * @param {Surroundings} all
 * @param {NodeJS.ProcessEnv} env
 */
async function startMailbox(all, env) {
  const { mail } = all.settings;
  if (!mail.isDemo) return;
  const url = `http://127.0.0.1:${mail.webPort}/api/messages`;
  await startMember(all, 'mailbox', { ...typescript('emails/mailbox/main.ts'), env }, url);
}

/**
 * @param {Surroundings} all
 * @param {NodeJS.ProcessEnv} env
 */
async function startWeb(all, env) {
  const { root, settings } = all;
  const program = { ...webProgram(root, settings), env };
  const isEverywhere = settings.host === null || ['0.0.0.0', '::'].includes(settings.host);
  const host = isEverywhere ? '127.0.0.1' : settings.host;
  await startMember(all, 'web', program, `http://${host}:${settings.port}/readyz`);
}

/**
 * Starts a process that shall stay, and waits until it answers.
 * @param {Surroundings} all
 * @param {string} name
 * @param {import('./family.mjs').Program} program
 * @param {string} url
 */
async function startMember({ family, progress, shutdown }, name, program, url) {
  const member = family.launch(name, program);
  void member.ended.then((how) => shutdown.fail(ended(name, how, member.lastLines())));
  await progress.step(`Start ${name}`, async () => {
    const answers = await waitUntil(() => !member.runs() || answersOk(url), { timeoutMs: READY_MS, everyMs: 50 });
    if (!member.runs()) throw ended(name, await member.ended, member.lastLines());
    if (!answers) throw new StartError(`${name} does not answer at ${url}:\n${indent(member.lastLines())}`);
  });
}

/**
 * @param {string} name
 * @param {number | string} how
 * @param {readonly string[]} lastLines
 */
function ended(name, how, lastLines) {
  return new StartError(`${name} ended unexpectedly (${how}). It said last:\n${indent(lastLines)}`);
}
