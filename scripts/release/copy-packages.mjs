import { cpSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** What packages bring for those who write programs: their tests, types and maps. */
const NEVER_RUN =
  /\/node_modules\/(?:@[^/]+\/)?[^/]+\/(?:tests?|__tests__|bench|benchmarks?|docs|examples?)$|\.map$|\.d\.[cm]?ts$|\.test\.[cm]?[jt]s$/;

/**
 * Whether a file or folder has any use where programs run.
 * @param {string} file its whole path
 */
export function isRun(file) {
  return !NEVER_RUN.test(file.replaceAll(path.sep, '/'));
}

/**
 * Copies packages from one `node_modules` into another with all that they need to run. Packages that are optional and
 * not installed (those of other platforms) are left out.
 * @param {string} root where they are installed
 * @param {string} target
 * @param {readonly string[]} names
 */
export function copyPackages(root, target, names) {
  /** @type {Set<string>} */
  const copied = new Set();
  const copy = (/** @type {string} */ name, /** @type {string} */ from) => {
    const folder = whereIs(root, name, from);
    // Types are for compilers.
    if (folder === null || copied.has(folder) || name.startsWith('@types/')) return;
    copied.add(folder);
    cpSync(folder, path.join(target, path.relative(root, folder)), { recursive: true, filter: isRun });
    const { dependencies = {}, optionalDependencies = {} } = manifest(folder);
    for (const needed of Object.keys({ ...dependencies, ...optionalDependencies })) copy(needed, folder);
  };
  for (const name of names) copy(name, root);
}

/**
 * The folder of a package as Node would find it from another one.
 * @param {string} root
 * @param {string} name
 * @param {string} from
 * @returns {string | null}
 */
function whereIs(root, name, from) {
  for (let folder = from; folder.startsWith(root.replace(/\/$/, '')); folder = path.dirname(folder)) {
    const found = path.join(folder, 'node_modules', name);
    if (existsSync(path.join(found, 'package.json'))) return found;
  }
  return null;
}

/**
 * @param {string} folder
 * @returns {{ dependencies?: Record<string, string>, optionalDependencies?: Record<string, string> }}
 */
function manifest(folder) {
  return JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
}
