import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { processIdentity, stillRuns } from './process-identity.mjs';
import { waitUntil } from './wait-until.mjs';

const LOCK_WAIT_MS = 120_000;

/**
 * Runs the work while no other process on this machine runs work under the same file. A lock whose holder died is
 * taken over. Throws when the holder does not finish within two minutes.
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withFileLock(file, work) {
  const taken = await waitUntil(() => tryLock(file), { timeoutMs: LOCK_WAIT_MS, everyMs: 100 });
  if (!taken) throw new Error(`Another process holds ${file} for too long`);
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

/** @param {string} file */
function tryLock(file) {
  const mine = JSON.stringify({ pid: process.pid, identity: processIdentity(process.pid) });
  try {
    writeFileSync(file, mine, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
  }
  if (holderIsGone(file)) rmSync(file, { force: true });
  return false;
}

/** @param {string} file */
function holderIsGone(file) {
  try {
    const holder = JSON.parse(readFileSync(file, 'utf8'));
    return !stillRuns(holder.pid, holder.identity);
  } catch (error) {
    // Unreadable: its writer died between creating and filling it. Gone: freed a moment ago.
    return error instanceof SyntaxError;
  }
}
