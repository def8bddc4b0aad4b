import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { nextProgram } from '../start/programs.mjs';
import { isRun } from './copy-packages.mjs';

/** Beside the build of `npm start`, which stays as it is. */
const DIST = '.next-release';

/** What of Next's own list the server needs beside the build; that list names all sources too, because a path is put together at run time. */
const NEEDED = ['node_modules', 'server.js'];
/** Pictures are never resized here, and no configuration is read from TypeScript: 39 MB that nobody loads. */
const NEVER_LOADED = ['@img', 'sharp', 'typescript'];

/**
 * Builds the web server with Next's own list of the files that it needs, and copies them. Throws when the folder holds
 * something already, or the build fails.
 * @param {string} root
 * @param {string} target
 */
export async function copyServer(root, target) {
  if (existsSync(target) && readdirSync(target).length > 0) throw new Error(`${target} is not empty.`);
  buildServer(root);
  mkdirSync(target, { recursive: true });
  takeServer(path.join(root, DIST), DIST, target);
}

/**
 * Copies what a build made into a folder.
 * @param {string} built
 * @param {string} dist the name under which the server looks for it
 * @param {string} target
 */
export function takeServer(built, dist, target) {
  const standalone = path.join(built, 'standalone');
  for (const name of [dist, ...NEEDED]) {
    const how = { recursive: true, verbatimSymlinks: true, filter: isRun };
    cpSync(path.join(standalone, name), path.join(target, name), how);
  }
  writeFileSync(path.join(target, 'package.json'), manifestOf(path.join(standalone, 'package.json')));
  for (const name of NEVER_LOADED) rmSync(path.join(target, 'node_modules', name), { recursive: true, force: true });
  // Next leaves these out, for those who serve them from elsewhere.
  cpSync(path.join(built, 'static'), path.join(target, dist, 'static'), { recursive: true });
}

/**
 * Who it is, and that its files are modules. Whoever looks through an image would take the dependencies for installed ones.
 * @param {string} file
 */
function manifestOf(file) {
  const { name, version, license, type } = JSON.parse(readFileSync(file, 'utf8'));
  return `${JSON.stringify({ name, version, license, type, private: true }, null, 2)}\n`;
}

/** @param {string} root */
function buildServer(root) {
  // Next writes the types of this build into it, and `npm start` would see a change of the sources.
  const settings = path.join(root, 'tsconfig.json');
  const before = readFileSync(settings);
  const env = { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', NEXT_DIST_DIR: DIST, PORTAL_RELEASE: '1' };
  try {
    const { status } = spawnSync(process.execPath, [nextProgram(root), 'build'], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...env },
    });
    if (status !== 0) throw new Error('The build failed.');
  } finally {
    writeFileSync(settings, before);
  }
}
