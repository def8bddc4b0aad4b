import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { BRING_YOUR_OWN } from './binaries.mjs';
import { PostgresError } from './postgres-error.mjs';

/** @typedef {{ uid: number, gid: number, name: string }} Account */

/**
 * The account that PostgreSQL runs under: it refuses root, so as root another one is found. Null is "ours".
 * @param {string} clusterDir an existing cluster keeps its owner
 * @returns {Account | null}
 */
export function chooseAccount(clusterDir) {
  if (process.getuid?.() !== 0) return null;
  const owner = ownerOf(clusterDir);
  if (owner !== null && owner.uid !== 0) return { ...owner, name: accountNamed(String(owner.uid))?.name ?? 'owner' };
  const account = accountNamed('postgres') ?? accountNamed('nobody');
  if (account === null) {
    throw new PostgresError(
      `PostgreSQL does not run as root and this machine has neither a "postgres" nor a "nobody" account. ${BRING_YOUR_OWN}`,
    );
  }
  return account;
}

/**
 * @param {Account} account
 * @param {string} file
 * @returns {boolean} whether that account may enter the folder or run the program
 */
export function mayReach(account, file) {
  const { uid, gid } = account;
  const reply = spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', file], { uid, gid, cwd: '/', stdio: 'ignore' });
  if (reply.error) {
    throw new PostgresError(
      `PostgreSQL does not run as root, and this container does not let root become "${account.name}". ${BRING_YOUR_OWN}`,
    );
  }
  return reply.status === 0;
}

/** @param {string} folder */
function ownerOf(folder) {
  try {
    const { uid, gid } = statSync(folder);
    return { uid, gid };
  } catch {
    return null;
  }
}

/**
 * @param {string} nameOrId
 * @returns {Account | null}
 */
function accountNamed(nameOrId) {
  let lines = '';
  try {
    lines = readFileSync('/etc/passwd', 'utf8');
  } catch {
    return null;
  }
  for (const line of lines.split('\n')) {
    const [name, , uid, gid] = line.split(':');
    if (name !== undefined && (name === nameOrId || uid === nameOrId))
      return { name, uid: Number(uid), gid: Number(gid) };
  }
  return null;
}
