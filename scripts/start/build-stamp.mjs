import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What the build is made of. */
const SOURCES = [
  'app',
  'components',
  'core',
  'db',
  'emails',
  'gateway/tyk',
  'server',
  'public',
  'package.json',
  'package-lock.json',
  'next.config.js',
  'tsconfig.json',
  'postcss.config.mjs',
  'proxy.ts',
  'instrumentation.ts',
  'instrumentation-client.ts',
];

/**
 * A hash over everything that the build reads. The environment is no part of it: one build serves any portal.
 * @param {string} root
 */
export function sourceHash(root) {
  const hash = createHash('sha256');
  for (const source of SOURCES) addTo(hash, root, source);
  return hash.digest('hex');
}

/**
 * @param {string} root
 * @param {string} hash
 */
export function isBuilt(root, hash) {
  if (!existsSync(path.join(distDir(root), 'BUILD_ID')) || !existsSync(stampFile(root))) return false;
  return readFileSync(stampFile(root), 'utf8') === hash;
}

/**
 * Before the build: one that is killed half-way must not pass for the one before.
 * @param {string} root
 */
export function forgetBuild(root) {
  rmSync(stampFile(root), { force: true });
}

/**
 * @param {string} root
 * @param {string} hash
 */
export function markBuilt(root, hash) {
  mkdirSync(distDir(root), { recursive: true });
  writeFileSync(stampFile(root), hash);
}

/** @param {string} root */
export function distDir(root) {
  return path.join(root, process.env.NEXT_DIST_DIR ?? '.next');
}

/** @param {string} root */
function stampFile(root) {
  return path.join(distDir(root), 'portico-sources');
}

/**
 * @param {import('node:crypto').Hash} hash
 * @param {string} root
 * @param {string} name
 */
function addTo(hash, root, name) {
  const file = path.join(root, name);
  if (!existsSync(file)) return;
  if (statSync(file).isDirectory()) {
    for (const entry of readdirSync(file).sort()) addTo(hash, root, `${name}/${entry}`);
    return;
  }
  if (/\.test\.tsx?$/.test(name)) return;
  hash.update(`\n${name}\n`).update(readFileSync(file));
}
