// What the lock file must hold: every platform, nothing below a version that is known to be dangerous, and nothing that
// did not come from the registry with a digest. It needs no network: npm drops a platform's package silently when the
// registry lacks that version, and `npm ci` then fails on that platform only.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The lowest versions without a published way in; each with the one that it closes. Also below other packages. */
const FLOORS = {
  next: [16, 3, 3], // GHSA-2xp9-vwfh-vxw4, CVE-2026-75604
  'next-auth': [4, 24, 15], // CVE-2026-73420
  nodemailer: [9, 1, 1], // GHSA-2x7j-588g-ccc2, GHSA-8m3c-c648-2xjj
  'drizzle-orm': [0, 45, 2], // CVE-2026-39356
  'js-yaml': [4, 3, 2], // CVE-2026-59870
};

/**
 * @param {{ packages: Record<string, { version?: string }> }} lock
 * @returns {string[]} one line for each package that is older than it may be
 */
export function belowFloors(lock) {
  return Object.entries(lock.packages).flatMap(([place, { version = '' }]) => {
    const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const floor = place === '' ? undefined : FLOORS[name];
    return floor && isOlder(version, floor) ? [`${place} is ${version}, and may not be below ${floor.join('.')}`] : [];
  });
}

/**
 * A pre-release counts as older than its release.
 * @param {string} version
 * @param {number[]} floor
 */
function isOlder(version, floor) {
  const parts = version.split(/[-+]/, 1)[0]?.split('.').map(Number) ?? [];
  for (const [at, least] of floor.entries()) {
    const part = parts[at] ?? 0;
    if (part !== least) return !(part > least);
  }
  return version.includes('-');
}

/**
 * @param {{ packages: Record<string, { resolved?: string, integrity?: string, link?: boolean }> }} lock
 * @returns {string[]} one line for each package that is not the registry's, or whose bytes nobody vouches for
 */
export function unproven(lock) {
  return Object.entries(lock.packages).flatMap(([place, { resolved, integrity = '', link = false }]) => {
    if (place === '') return [];
    if (link || (resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/'))) {
      return [`${place} does not come from the registry`];
    }
    return integrity.startsWith('sha512-') ? [] : [`${place} has no sha512 digest`];
  });
}

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
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const wrong = [
    ...missingPlatforms(lock).map((line) => `lacks a platform: ${line}`),
    ...belowFloors(lock),
    ...unproven(lock),
  ];
  for (const line of wrong) console.error(`package-lock.json: ${line}`);
  if (wrong.length === 0)
    console.log('package-lock.json has every platform, nothing too old, and a digest of everything.');
  process.exitCode = wrong.length === 0 ? 0 : 1;
}
