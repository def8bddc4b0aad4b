import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { StartError } from './start-error.mjs';

/**
 * Makes the data folder and proves that it can be written.
 * @param {string} dataDir
 * @throws {StartError}
 */
export function prepareDataFolder(dataDir) {
  try {
    // As root PostgreSQL's own account has to pass through; what is secret inside is 0600.
    makeFolder(dataDir, process.getuid?.() === 0 ? 0o711 : 0o700);
    makeFolder(path.join(dataDir, 'logs'), 0o700);
    const probe = path.join(dataDir, `.probe-${process.pid}`);
    writeFileSync(probe, 'x');
    rmSync(probe);
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    throw new StartError(
      `Cannot write to ${dataDir} (${reasonFor(code)}). Make room or rights there, or set PORTAL_DATA_DIR to another folder.`,
    );
  }
}

/**
 * Like mkdir -p. Node's own never returns below /proc.
 * @param {string} folder
 * @param {number} mode
 */
function makeFolder(folder, mode) {
  try {
    mkdirSync(folder, { mode });
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    if (code === 'EEXIST' && statSync(folder).isDirectory()) return;
    if (code !== 'ENOENT' || existsSync(path.dirname(folder))) throw error;
    makeFolder(path.dirname(folder), mode);
    mkdirSync(folder, { mode });
  }
}

/** @param {string | undefined} code */
function reasonFor(code) {
  const reasons = {
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    EROFS: 'the disk is read-only',
    ENOSPC: 'the disk is full',
    EDQUOT: 'the quota is used up',
    ENOENT: 'nothing can be made there',
    ENOTDIR: 'a part of the path is a file',
    EEXIST: 'it is a file',
  };
  return /** @type {Record<string, string>} */ (reasons)[code ?? ''] ?? String(code);
}

/**
 * A random secret that is made once and kept for its owner only.
 * @param {string} dataDir
 * @param {string} name of the file
 * @param {{ neededBy?: string }} [options] a file that cannot be used without the secret: when it exists, a missing
 *   secret is an error instead of a new one
 * @returns {string}
 */
export function keptSecret(dataDir, name, { neededBy } = {}) {
  const file = path.join(dataDir, name);
  if (existsSync(file)) {
    const secret = readFileSync(file, 'utf8').trim();
    if (secret.length >= 32) return secret;
  }
  if (neededBy !== undefined && existsSync(neededBy)) {
    throw new StartError(
      `${file} is missing, but ${neededBy} was made with it. Put it back, or remove ${dataDir} for new data.`,
    );
  }
  const secret = randomBytes(32).toString('base64url');
  writeFileSync(file, secret, { mode: 0o600 });
  return secret;
}
