import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { withFileLock } from '../start/file-lock.mjs';
import { ensureCluster, ROLE } from './cluster.mjs';
import { ensureDatabase, withClient } from './databases.mjs';
import { launch } from './launch.mjs';
import { ensurePassword } from './password.mjs';
import { findPlace } from './place.mjs';
import { PostgresError } from './postgres-error.mjs';
import { findPostmaster, isPostmasterOf, stopPostmaster } from './postmaster.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const WATCH_MS = 2_000;

/**
 * @typedef {object} RunningPostgres
 * @property {string} url of the database `portico`
 * @property {number} port
 * @property {number} pid
 * @property {boolean} adopted it ran before we came
 * @property {() => Promise<void>} stop ends it, also when it was adopted
 * @property {(tell: () => void) => void} onGone tells when it ended without `stop`
 */

/**
 * Starts the embedded PostgreSQL of a data folder, or adopts the one that a killed start left running there.
 * @param {object} options
 * @param {string} options.dataDir exists and can be written
 * @param {number} options.port 0: any free port, or the one of the running server
 * @param {(line: string) => void} [options.log]
 * @param {boolean} [options.fast] tests only: no fsync
 * @param {number} [options.connections]
 * @param {string} [options.root] the folder that holds node_modules
 * @returns {Promise<RunningPostgres>}
 * @throws {PostgresError} one line that says what to do
 */
export async function startPostgres({ dataDir, port, log = () => {}, fast = false, connections = 100, root = ROOT }) {
  mkdirSync(path.join(dataDir, 'logs'), { recursive: true });
  return withFileLock(path.join(dataDir, 'postgres.lock'), async () => {
    const place = findPlace({ root, dataDir, log });
    const password = ensurePassword(dataDir, place.clusterDir);
    ensureCluster(place, { password, fast });
    const url = (/** @type {number} */ at) => `postgres://${ROLE}:${password}@127.0.0.1:${at}/portico`;

    const found = await adopt(place, port, url);
    if (found !== null) return running(place, { ...found, child: null }, url(found.port), true);

    const at = port === 0 ? await freePort() : port;
    const logFile = path.join(dataDir, 'logs', 'postgres.log');
    const { pid, child } = await launch(place, { port: at, logFile, fast, connections });
    await ensureDatabase(url(at), 'portico');
    return running(place, { pid, port: at, child }, url(at), false);
  });
}

/**
 * @param {import('./place.mjs').Place} place
 * @param {number} port
 * @param {(port: number) => string} url
 */
async function adopt(place, port, url) {
  const postmaster = findPostmaster(place.clusterDir);
  if (postmaster === null) return null;
  const mayStay = postmaster.status !== 'stopping' && (port === 0 || postmaster.port === port);
  if (mayStay && (await answers(url(postmaster.port)))) return { pid: postmaster.pid, port: postmaster.port };
  await stopPostmaster(place, postmaster.pid);
  return null;
}

/** @param {string} url */
async function answers(url) {
  try {
    await ensureDatabase(url, 'portico');
    await withClient(url, (client) => client.query('select 1'));
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {import('./place.mjs').Place} place
 * @param {{ pid: number, port: number, child: import('node:child_process').ChildProcess | null }} server
 * @param {string} url
 * @param {boolean} adopted
 * @returns {RunningPostgres}
 */
function running(place, { pid, port, child }, url, adopted) {
  let stopping = false;
  return {
    url,
    port,
    pid,
    adopted,
    async stop() {
      stopping = true;
      await stopPostmaster(place, pid);
    },
    onGone(tell) {
      if (child !== null) {
        child.on('exit', () => stopping || tell());
        return;
      }
      const watch = setInterval(() => {
        if (isPostmasterOf(pid, place.clusterDir)) return;
        clearInterval(watch);
        if (!stopping) tell();
      }, WATCH_MS);
      watch.unref();
    },
  };
}

/** @returns {Promise<number>} a port that nobody listens on at this moment */
export async function freePort() {
  const server = createServer();
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve(undefined));
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new PostgresError('This machine gave no free port.');
  return address.port;
}
