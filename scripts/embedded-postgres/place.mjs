import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chooseAccount, mayReach } from './account.mjs';
import { copyBinaries, findBinaries, linkLibraries, programPath } from './binaries.mjs';
import { PostgresError } from './postgres-error.mjs';

/** Where root may make a folder that other accounts can enter. */
const OPEN_PLACES = ['/var/lib', '/var/tmp'];

/**
 * @typedef {{ native: string, clusterDir: string, account: import('./account.mjs').Account | null }} Place
 * Programs, data and account of one embedded PostgreSQL.
 */

/**
 * Finds programs and data a place where PostgreSQL's account can reach them. As root below a closed folder such as
 * /root that is a folder of its own in /var/lib, remembered in the data folder.
 * @param {{ root: string, dataDir: string, log: (line: string) => void }} input
 * @returns {Place}
 */
export function findPlace({ root, dataDir, log }) {
  const { native, version } = findBinaries(root);
  const remembered = readPlaceNote(dataDir);
  const inside = path.join(dataDir, 'postgres');
  const clusterDir = remembered === null ? inside : path.join(remembered, 'postgres');
  const account = chooseAccount(clusterDir);
  if (account === null) return { native: usable(native, dataDir, version), clusterDir, account };

  const programsReachable = mayReach(account, programPath(native, 'postgres'));
  const dataReachable = mayReach(account, path.dirname(clusterDir));
  if (programsReachable) linkLibraries(native);
  if (programsReachable && dataReachable) return { native, clusterDir, account };

  const home = remembered ?? makeHome(dataDir);
  if (remembered === null) {
    log(`PostgreSQL runs as "${account.name}", who may not enter this folder; programs or data are kept in ${home}`);
  }
  return {
    native: programsReachable ? native : copyBinaries(native, path.join(home, `programs-${version}`)),
    clusterDir: dataReachable ? clusterDir : path.join(home, 'postgres'),
    account,
  };
}

/**
 * @param {string} native
 * @param {string} dataDir
 * @param {string} version
 */
function usable(native, dataDir, version) {
  try {
    linkLibraries(native);
    return native;
  } catch {
    // node_modules belongs to somebody else and was installed without its links.
    return copyBinaries(native, path.join(dataDir, `postgres-programs-${version}`));
  }
}

/** @param {string} dataDir */
function noteFile(dataDir) {
  return path.join(dataDir, 'postgres-place');
}

/**
 * A copied checkout brings the note along; it must not share a cluster with its original. A moved one keeps it.
 * @param {string} dataDir
 * @returns {string | null}
 */
function readPlaceNote(dataDir) {
  const home = readIfThere(noteFile(dataDir));
  if (home === null || !existsSync(home)) return null;
  const here = realpathSync(dataDir);
  const owner = readIfThere(path.join(home, 'used-by'));
  const isSomebodyElses = owner !== null && owner !== here && readIfThere(noteFile(owner)) === home;
  if (isSomebodyElses) return null;
  if (owner !== here) writeFileSync(path.join(home, 'used-by'), here);
  return home;
}

/** @param {string} file */
function readIfThere(file) {
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : null;
}

/** @param {string} dataDir */
function makeHome(dataDir) {
  for (const parent of OPEN_PLACES) {
    const home = path.join(parent, `portico-${randomBytes(6).toString('hex')}`);
    try {
      mkdirSync(home, { mode: 0o711 });
      writeFileSync(path.join(home, 'used-by'), realpathSync(dataDir));
      writeFileSync(noteFile(dataDir), home);
      return home;
    } catch {
      // The next one.
    }
  }
  throw new PostgresError(
    `PostgreSQL's account may not enter ${dataDir}, and neither ${OPEN_PLACES.join(' nor ')} can be written. Set PORTAL_DATA_DIR to a folder that every account may enter.`,
  );
}
