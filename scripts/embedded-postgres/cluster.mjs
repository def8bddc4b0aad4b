import { spawnSync } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { BRING_YOUR_OWN, programPath } from './binaries.mjs';
import { PostgresError } from './postgres-error.mjs';

/** The one role of the embedded server. */
export const ROLE = 'portico';
const MAJOR = '18';

/** PostgreSQL's programs get nothing of our environment: PG… variables and locales would steer them. */
export const PROGRAM_ENV =
  process.platform === 'win32' ? process.env : { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/**
 * Makes the cluster once. It is made beside its place and moved there when it is whole, so that a kill in between
 * leaves no half cluster.
 * @param {import('./place.mjs').Place} place
 * @param {{ password: string, fast: boolean }} options
 */
export function ensureCluster({ native, clusterDir, account }, { password, fast }) {
  if (existsSync(clusterDir) && readdirSync(clusterDir).length > 0) return checkVersion(clusterDir);
  const draft = `${clusterDir}.draft`;
  const passwordFile = `${clusterDir}.draft-password`;
  rmSync(draft, { recursive: true, force: true });
  rmSync(passwordFile, { force: true });
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600, flag: 'wx' });
  if (account !== null) for (const file of [draft, passwordFile]) chownSync(file, account.uid, account.gid);
  try {
    runInitdb(native, draft, passwordFile, account, fast);
    rmSync(clusterDir, { recursive: true, force: true });
    renameSync(draft, clusterDir);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/**
 * @param {string} native
 * @param {string} draft
 * @param {string} passwordFile
 * @param {import('./account.mjs').Account | null} account
 * @param {boolean} fast
 */
function runInitdb(native, draft, passwordFile, account, fast) {
  const args = ['-D', draft, '-U', ROLE, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8'];
  // The builtin provider sorts the same on every operating system; libc's locales do not.
  args.push('--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--text-search-config=english');
  args.push('--no-instructions');
  if (fast) args.push('--no-sync');
  const owner = account === null ? {} : { uid: account.uid, gid: account.gid };
  const reply = spawnSync(programPath(native, 'initdb'), args, {
    ...owner,
    cwd: path.dirname(draft),
    env: PROGRAM_ENV,
    encoding: 'utf8',
    windowsHide: true,
  });
  if (reply.error) throw cannotRun(reply.error);
  if (reply.status !== 0) {
    const reason = `${reply.stderr}`.split('\n').find((line) => /error|could not|cannot/i.test(line)) ?? reply.stderr;
    throw new PostgresError(`PostgreSQL could not prepare its data folder: ${reason.trim()}`);
  }
}

/**
 * @param {Error} error of spawn
 * @returns {PostgresError}
 */
export function cannotRun(error) {
  return new PostgresError(
    `The embedded PostgreSQL cannot run on this system (${error.message}); it needs glibc on Linux. ${BRING_YOUR_OWN}`,
  );
}

/** @param {string} clusterDir */
function checkVersion(clusterDir) {
  const file = path.join(clusterDir, 'PG_VERSION');
  if (!existsSync(file)) {
    throw new PostgresError(`${clusterDir} is not empty and holds no PostgreSQL data. Move it away and start again.`);
  }
  const version = readFileSync(file, 'utf8').trim();
  if (version !== MAJOR) {
    throw new PostgresError(
      `${clusterDir} was made by PostgreSQL ${version}, the embedded one is ${MAJOR}. Move it away to start with new data.`,
    );
  }
}
