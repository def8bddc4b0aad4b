import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PostgresError } from './postgres-error.mjs';

/**
 * The embedded server's password, made once and kept for its owner only.
 * @param {string} dataDir
 * @param {string} clusterDir
 * @returns {string}
 */
export function ensurePassword(dataDir, clusterDir) {
  const file = path.join(dataDir, 'postgres-password');
  if (existsSync(file)) {
    const password = readFileSync(file, 'utf8').trim();
    if (password !== '') return password;
  }
  if (existsSync(path.join(clusterDir, 'PG_VERSION'))) {
    throw new PostgresError(`${file} is missing, but ${clusterDir} exists. Put it back, or remove both for new data.`);
  }
  const password = randomBytes(24).toString('base64url');
  writeFileSync(file, password, { mode: 0o600 });
  return password;
}
