import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { forgetBuild, isBuilt, markBuilt, sourceHash } from './build-stamp.mjs';
import { keptSecret } from './data-folder.mjs';
import { isInstalled, markInstalled } from './install.mjs';
import { temporaryFolder } from './temporary-folder';

function write(root: string, file: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}

test('a changed source is built again, a changed test is not', () => {
  const root = temporaryFolder();
  write(root, 'app/page.tsx', 'one');
  write(root, 'next.config.js', 'one');
  const before = sourceHash(root);

  write(root, 'app/page.test.tsx', 'a test');
  expect(sourceHash(root)).toBe(before);
  write(root, 'app/page.tsx', 'two');
  expect(sourceHash(root)).not.toBe(before);
});

test('a build that was killed half-way does not count as built', () => {
  const root = temporaryFolder();
  write(root, '.next/BUILD_ID', 'id');
  markBuilt(root, 'hash');
  expect(isBuilt(root, 'hash')).toBe(true);

  // Delete this line of bring-up.mjs and a killed build passes for the one before.
  forgetBuild(root);
  expect(isBuilt(root, 'hash')).toBe(false);
});

const lock = (version: string) =>
  JSON.stringify({
    packages: {
      '': {},
      'node_modules/a': { version, integrity: version },
      'node_modules/mac-only': { version, integrity: version, optional: true },
    },
  });
const installed = (version: string) =>
  JSON.stringify({ packages: { 'node_modules/a': { version, integrity: version } } });

test('packages are installed again when the lock file changes, and not when somebody else installed them', () => {
  const root = temporaryFolder();
  write(root, 'package-lock.json', lock('1'));
  expect(isInstalled(root, { withDev: true })).toBe(false);

  write(root, 'node_modules/.package-lock.json', installed('1'));
  expect(isInstalled(root, { withDev: true })).toBe(true);

  write(root, 'package-lock.json', lock('2'));
  expect(isInstalled(root, { withDev: true })).toBe(false);
  write(root, 'node_modules/.package-lock.json', installed('2'));
  markInstalled(root, { withDev: true });
  expect(isInstalled(root, { withDev: true })).toBe(true);
});

test('a package that only the demo needs is missed where there is a demo, and only there', () => {
  const root = temporaryFolder();
  const documents = { version: '1', integrity: '1', dev: true };
  const packages = { 'node_modules/a': { version: '1', integrity: '1' }, 'node_modules/documents': documents };
  write(root, 'package-lock.json', JSON.stringify({ packages }));
  write(root, 'node_modules/.package-lock.json', installed('1'));

  expect(isInstalled(root, { withDev: false })).toBe(true);
  // Also after the first answer was noted.
  expect(isInstalled(root, { withDev: true })).toBe(false);
});

test('an install that was killed half-way is done again', () => {
  const root = temporaryFolder();
  write(root, 'package-lock.json', lock('1'));
  write(root, 'node_modules/.package-lock.json', installed('1'));
  markInstalled(root, { withDev: true });
  // npm ci empties the folder first and writes its note last.
  rmSync(path.join(root, 'node_modules'), { recursive: true });
  mkdirSync(path.join(root, 'node_modules', 'a'), { recursive: true });
  expect(isInstalled(root, { withDev: true })).toBe(false);
});

test('a secret is made once, for its owner only', () => {
  const folder = temporaryFolder();
  const secret = keptSecret(folder, 'portal-secret');
  expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
  expect(keptSecret(folder, 'portal-secret')).toBe(secret);
  expect(readFileSync(path.join(folder, 'portal-secret'), 'utf8')).toBe(secret);
  expect(statSync(path.join(folder, 'portal-secret')).mode & 0o777).toBe(0o600);
});
