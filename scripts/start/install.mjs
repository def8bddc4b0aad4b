import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * @param {string} root
 * @param {{ withDev: boolean }} wanted also what only development, tests and the demo data need
 * @returns {boolean} whether node_modules is what package-lock.json says
 */
export function isInstalled(root, wanted) {
  const lockFile = path.join(root, 'package-lock.json');
  const installed = path.join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  if (existsSync(stampFile(root)) && readFileSync(stampFile(root), 'utf8') === stamp(lockFile, wanted)) return true;
  // Somebody else ran npm: what it notes about its work is compared with the lock file.
  if (!samePackages(lockFile, installed, wanted)) return false;
  markInstalled(root, wanted);
  return true;
}

/**
 * @param {string} root
 * @param {{ withDev: boolean }} wanted
 */
export function markInstalled(root, wanted) {
  try {
    writeFileSync(stampFile(root), stamp(path.join(root, 'package-lock.json'), wanted));
  } catch {
    // node_modules belongs to somebody else; comparing again costs a moment.
  }
}

/**
 * How to call npm: the one that runs us when there is one.
 * @param {readonly string[]} args
 * @returns {{ command: string, args: string[], shell: boolean }}
 */
export function npmCommand(args) {
  const npm = process.env.npm_execpath;
  if (npm?.endsWith('.js')) return { command: process.execPath, args: [npm, ...args], shell: false };
  return { command: 'npm', args: [...args], shell: process.platform === 'win32' };
}

/** @param {string} root */
function stampFile(root) {
  return path.join(root, 'node_modules', '.portico-stamp');
}

/**
 * @param {string} lockFile
 * @param {{ withDev: boolean }} wanted
 */
function stamp(lockFile, { withDev }) {
  return `${createHash('sha256').update(readFileSync(lockFile)).digest('hex')}${withDev ? ' with dev' : ''}`;
}

/**
 * @param {string} lockFile
 * @param {string} installedFile
 * @param {{ withDev: boolean }} wanted
 */
function samePackages(lockFile, installedFile, { withDev }) {
  const wanted = JSON.parse(readFileSync(lockFile, 'utf8')).packages;
  const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages;
  for (const [place, entry] of Object.entries(wanted)) {
    if (place === '') continue;
    const found = installed[place];
    const mayBeMissing = entry.optional === true || entry.devOptional === true || (entry.dev === true && !withDev);
    if (found === undefined && !mayBeMissing) return false;
    if (found !== undefined && (found.version !== entry.version || found.integrity !== entry.integrity)) return false;
  }
  return Object.keys(installed).every((place) => wanted[place] !== undefined);
}
