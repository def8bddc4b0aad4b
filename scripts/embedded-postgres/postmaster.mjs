import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import path from 'node:path';
import { processIdentity } from '../start/process-identity.mjs';
import { waitUntil } from '../start/wait-until.mjs';
import { programPath } from './binaries.mjs';
import { PROGRAM_ENV } from './cluster.mjs';

const FAST_STOP_MS = 30_000;
const IMMEDIATE_STOP_MS = 10_000;

/** @typedef {{ pid: number, port: number, status: string }} Postmaster what PostgreSQL wrote into postmaster.pid */

/**
 * The running server of this cluster, also one that a killed start left behind; null when none runs.
 * @param {string} clusterDir
 * @returns {Postmaster | null}
 */
export function findPostmaster(clusterDir) {
  const postmaster = readPidFile(clusterDir);
  return postmaster !== null && isPostmasterOf(postmaster.pid, clusterDir) ? postmaster : null;
}

/**
 * After a crash the process id in postmaster.pid may belong to a stranger, and PostgreSQL would refuse to start. The
 * file is removed then, and only then: it also keeps a new server away from the old one's last sessions.
 * @param {string} clusterDir
 */
export function forgetStranger(clusterDir) {
  const postmaster = readPidFile(clusterDir);
  if (postmaster === null || processIdentity(postmaster.pid) === null) return;
  if (isPostmasterOf(postmaster.pid, clusterDir) || sessionsRemain(clusterDir)) return;
  rmSync(path.join(clusterDir, 'postmaster.pid'), { force: true });
}

/** @param {string} clusterDir */
function sessionsRemain(clusterDir) {
  if (process.platform !== 'linux') return false;
  return readdirSync('/proc').some((entry) => /^\d+$/.test(entry) && isPostmasterOf(Number(entry), clusterDir));
}

/**
 * @param {string} clusterDir
 * @returns {Postmaster | null}
 */
export function readPidFile(clusterDir) {
  try {
    const lines = readFileSync(path.join(clusterDir, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    return pid > 0 ? { pid, port: Number(lines[3]), status: (lines[7] ?? '').trim() } : null;
  } catch {
    return null;
  }
}

/**
 * @param {number} pid
 * @param {string} clusterDir
 */
export function isPostmasterOf(pid, clusterDir) {
  if (process.platform === 'linux') {
    try {
      // A postmaster works in its data folder. A zombie has no such link any more.
      return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(clusterDir);
    } catch {
      return false;
    }
  }
  const [program, args] =
    process.platform === 'win32'
      ? ['tasklist', ['/FI', `PID eq ${pid}`, '/NH']]
      : ['ps', ['-o', 'stat=,command=', '-p', String(pid)]];
  const said = spawnSync(program, args, { encoding: 'utf8', windowsHide: true }).stdout ?? '';
  return said.includes('postgres') && !said.trimStart().startsWith('Z');
}

/**
 * Ends the server in order; open connections are closed, nothing that was committed is lost.
 * @param {import('./place.mjs').Place} place
 * @param {number} pid
 */
export async function stopPostmaster({ native, clusterDir }, pid) {
  if (process.platform === 'win32') {
    const args = ['stop', '-D', clusterDir, '-m', 'fast', '-w', '-t', String(FAST_STOP_MS / 1000)];
    spawnSync(programPath(native, 'pg_ctl'), args, { env: PROGRAM_ENV, windowsHide: true });
    return;
  }
  // PostgreSQL's own words for these signals: SIGINT is a fast stop, SIGQUIT an immediate one with recovery at the next
  // start.
  if (await signalAndWait(pid, clusterDir, 'SIGINT', FAST_STOP_MS)) return;
  await signalAndWait(pid, clusterDir, 'SIGQUIT', IMMEDIATE_STOP_MS);
}

/**
 * @param {number} pid
 * @param {string} clusterDir
 * @param {NodeJS.Signals} signal
 * @param {number} timeoutMs
 */
async function signalAndWait(pid, clusterDir, signal, timeoutMs) {
  if (!isPostmasterOf(pid, clusterDir)) return true;
  try {
    process.kill(pid, signal);
  } catch {
    return !isPostmasterOf(pid, clusterDir);
  }
  return (await waitUntil(() => !isPostmasterOf(pid, clusterDir), { timeoutMs, everyMs: 20 })) === true;
}
