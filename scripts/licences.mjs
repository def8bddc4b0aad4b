// `npm run licences`: every package that an installation for production brings, with its licence, from the lock file; so
// for all platforms, installed here or not. Fails for a licence that nobody has said yes to, and for a package that its
// maintainers have given up.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** What an Apache-2.0 program may bring along without a second thought. */
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'Python-2.0',
  'Unlicense',
]);

/** Licences that were looked at for certain packages. What they ask for is in docs/dependencies.md. */
const EXCEPTIONS = [
  // A library of its own that Next loads at run time where it is installed; nothing of it is in the portal's code.
  { package: /^@img\/sharp-/, licences: ['LGPL-3.0-or-later'] },
  // Weak copyleft by file: nothing is changed in it. It makes the style sheets when the portal is built.
  { package: /^lightningcss(-[a-z0-9-]+)?$/, licences: ['MPL-2.0'] },
  // Data about browsers, which the build reads.
  { package: /^caniuse-lite$/, licences: ['CC-BY-4.0'] },
];

/** @typedef {{ name: string, version: string, licence: string, deprecated: string | null }} Package */

/**
 * @param {{ packages: Record<string, { version?: string, license?: string, dev?: boolean, deprecated?: string }> }} lock
 * @returns {Package[]} each once, by name and version
 */
export function productionPackages(lock) {
  const found = Object.entries(lock.packages)
    .filter(([place, { dev }]) => place !== '' && dev !== true)
    .map(([place, { version = '', license = 'none', deprecated = null }]) => ({
      name: place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version,
      licence: license,
      deprecated,
    }));
  const byName = new Map(found.map((one) => [`${one.name}@${one.version}`, one]));
  return [...byName.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

/**
 * @param {Pick<Package, 'name' | 'licence'>} one
 * @returns {boolean} of "A OR B" one is enough, of "A AND B" all are needed
 */
export function isAllowed({ name, licence }) {
  const exceptions = EXCEPTIONS.filter((one) => one.package.test(name)).flatMap(({ licences }) => licences);
  const is = (/** @type {string} */ id) => ALLOWED.has(id) || exceptions.includes(id);
  return licence
    .replace(/^\((.*)\)$/, '$1')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((id) => is(id.trim())));
}

/**
 * @param {readonly Package[]} packages
 * @returns {string[]} one line for everything that somebody has to look at
 */
export function complaints(packages) {
  return packages.flatMap(({ name, version, licence, deprecated }) => [
    ...(isAllowed({ name, licence }) ? [] : [`${name}@${version} has the licence "${licence}"`]),
    ...(deprecated === null ? [] : [`${name}@${version} was given up: ${deprecated}`]),
  ]);
}

/** The lock file of this portal. */
export function readLock() {
  const file = path.join(fileURLToPath(new URL('..', import.meta.url)), 'package-lock.json');
  return JSON.parse(readFileSync(file, 'utf8'));
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const packages = productionPackages(readLock());
  for (const { name, version, licence } of packages) console.log(`${licence.padEnd(18)} ${name}@${version}`);
  const wrong = complaints(packages);
  for (const line of wrong) console.error(line);
  console.log(`${packages.length} packages, ${wrong.length} to be looked at`);
  process.exitCode = wrong.length === 0 ? 0 : 1;
}
