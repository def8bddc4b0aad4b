import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { waitUntil } from '../start/wait-until.mjs';
import { programPath } from './binaries.mjs';
import { cannotRun, PROGRAM_ENV } from './cluster.mjs';
import { PostgresError } from './postgres-error.mjs';
import { forgetStranger, readPidFile } from './postmaster.mjs';

/** After a crash the server first replays its log. */
const READY_MS = 180_000;
/** Sessions of a killed server end within moments; until then the next one is refused. */
const RETRY_MS = 20_000;
const LOG_BYTES_MAX = 10 * 1024 * 1024;

/**
 * Starts the server and waits until it takes connections.
 * @param {import('./place.mjs').Place} place
 * @param {{ port: number, logFile: string, fast: boolean, connections: number }} options
 * @returns {Promise<{ pid: number, child: import('node:child_process').ChildProcess | null }>}
 * @throws {PostgresError} with PostgreSQL's own reason
 */
export async function launch(place, options) {
  mkdirSync(path.dirname(options.logFile), { recursive: true });
  trimLog(options.logFile);
  let reason = '';
  const started = await waitUntil(
    async () => {
      forgetStranger(place.clusterDir);
      const attempt = await tryLaunch(place, options);
      if ('pid' in attempt) return attempt;
      reason = attempt.reason;
      if (!/lock file|shared memory block/i.test(reason)) return { reason };
      return null;
    },
    { timeoutMs: RETRY_MS, everyMs: 250 },
  );
  if (started !== null && 'pid' in started) return started;
  if (/could not bind/.test(reason)) {
    throw new PostgresError(
      `Port ${options.port} (embedded PostgreSQL) is taken by another program. Stop that program, or set EMBEDDED_POSTGRES_PORT to another port.`,
    );
  }
  throw new PostgresError(`PostgreSQL did not start: ${reason}`);
}

/**
 * @param {import('./place.mjs').Place} place
 * @param {{ port: number, logFile: string, fast: boolean, connections: number }} options
 */
async function tryLaunch(place, options) {
  const from = existsSync(options.logFile) ? statSync(options.logFile).size : 0;
  const child = process.platform === 'win32' ? null : spawnServer(place, options);
  if (child === null) startOnWindows(place, options);
  /** @type {Error | null} */
  let failure = null;
  child?.on('error', (error) => {
    failure = error;
  });
  const outcome = await waitUntil(
    () => {
      if (failure) throw cannotRun(failure);
      const note = readPidFile(place.clusterDir);
      if (note?.status === 'ready' && (child === null || note.pid === child.pid)) return { pid: note.pid, child };
      if (child !== null && child.exitCode === null && child.signalCode === null) return null;
      return { reason: lastReason(options.logFile, from) };
    },
    { timeoutMs: READY_MS, everyMs: 15 },
  );
  if (outcome !== null) return outcome;
  child?.kill('SIGKILL');
  return { reason: `not ready after ${READY_MS / 1000} s, see ${options.logFile}` };
}

/**
 * @param {import('./place.mjs').Place} place
 * @param {{ port: number, logFile: string, fast: boolean, connections: number }} options
 */
function spawnServer({ native, clusterDir, account }, options) {
  const log = openSync(options.logFile, 'a', 0o600);
  try {
    const child = spawn(programPath(native, 'postgres'), ['-D', clusterDir, ...serverOptions(options)], {
      ...(account === null ? {} : { uid: account.uid, gid: account.gid }),
      cwd: '/',
      env: PROGRAM_ENV,
      // A session of its own: Ctrl-C in the terminal must not reach it before the portal has let go of it.
      detached: true,
      stdio: ['ignore', log, log],
    });
    child.unref();
    return child;
  } finally {
    closeSync(log);
  }
}

/**
 * pg_ctl drops an administrator's rights, which the server refuses.
 * @param {import('./place.mjs').Place} place
 * @param {{ port: number, logFile: string, fast: boolean, connections: number }} options
 */
function startOnWindows({ native, clusterDir }, options) {
  const args = ['start', '-D', clusterDir, '-w', '-l', options.logFile, '-o', serverOptions(options).join(' ')];
  const reply = spawnSync(programPath(native, 'pg_ctl'), args, {
    env: PROGRAM_ENV,
    stdio: 'ignore',
    windowsHide: true,
  });
  if (reply.error) throw cannotRun(reply.error);
}

/** @param {{ port: number, fast: boolean, connections: number }} options */
function serverOptions({ port, fast, connections }) {
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    `max_connections=${connections}`,
    'timezone=UTC',
    'log_timezone=UTC',
    'log_checkpoints=off',
  ];
  // Tests only: a power cut may lose such a cluster.
  if (fast) settings.push('fsync=off', 'synchronous_commit=off', 'full_page_writes=off');
  return ['-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
}

/**
 * @param {string} logFile
 * @param {number} from where this attempt's lines begin
 */
function lastReason(logFile, from) {
  const lines = readFileSync(logFile).subarray(from).toString('utf8').trim().split('\n');
  const line = lines.find((text) => /FATAL|PANIC|ERROR|could not|error while loading/.test(text)) ?? lines.at(-1) ?? '';
  const bind = lines.find((text) => /could not bind/.test(text));
  return (bind ?? line).replace(/^.*?(?:FATAL|PANIC|ERROR|LOG):\s*/, '') || 'it gave no reason';
}

/** @param {string} logFile */
function trimLog(logFile) {
  if (!existsSync(logFile) || statSync(logFile).size < LOG_BYTES_MAX) return;
  rmSync(`${logFile}.1`, { force: true });
  renameSync(logFile, `${logFile}.1`);
}
