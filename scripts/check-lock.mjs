// Every platform must be in the lock file. npm drops a platform's package silently when the registry lacks that
// version, and `npm ci` then fails on that platform only.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * @param {{ packages: Record<string, { optionalDependencies?: Record<string, string> }> }} lock
 * @returns {string[]} one line for each optional dependency that the lock file does not hold
 */
export function missingPlatforms(lock) {
  return Object.entries(lock.packages).flatMap(([place, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !isLocked(lock.packages, place, name))
      .map(([name, version]) => `${place || 'package.json'} wants ${name}@${version}`),
  );
}

/**
 * Looks where Node would: in the package's own node_modules, then in those around it.
 * @param {Record<string, unknown>} packages
 * @param {string} place
 * @param {string} name
 */
function isLocked(packages, place, name) {
  for (let around = place; ; around = outer(around)) {
    if (packages[`${around === '' ? '' : `${around}/`}node_modules/${name}`] !== undefined) return true;
    if (around === '') return false;
  }
}

/** @param {string} place */
function outer(place) {
  const cut = place.lastIndexOf('node_modules/');
  return cut <= 0 ? '' : place.slice(0, cut - 1);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const file = path.join(fileURLToPath(new URL('..', import.meta.url)), 'package-lock.json');
  const missing = missingPlatforms(JSON.parse(readFileSync(file, 'utf8')));
  for (const line of missing) console.error(`package-lock.json lacks a platform: ${line}`);
  if (missing.length === 0) console.log('Every platform is in package-lock.json.');
  process.exitCode = missing.length === 0 ? 0 : 1;
}
